/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.livehook.delivery.jdbc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.jdbc.WorkRepository.NewWork;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;

/**
 * The tables of Livehook in a database.
 *
 * @since 0.1.0
 */
public final class JdbcSchema {

	private static final List<String> TABLES = List.of("livehook_callback", "livehook_work", "livehook_dead_letter");

	private static final String TEST_HANDLER = "livehook-self-test";

	private final JdbcDatabase database;

	/**
	 * Create the schema of a database.
	 * @param database the database
	 */
	public JdbcSchema(JdbcDatabase database) {
		this.database = database;
	}

	/**
	 * Return the script that creates the tables.
	 * @return its location in the class path
	 */
	public String location() {
		return "io/github/livehook/delivery/jdbc/schema-%s.sql".formatted(this.database.isH2() ? "h2" : "postgresql");
	}

	/**
	 * Create the tables that are missing.
	 * @throws DataAccessException if that is not possible
	 */
	public void create() {
		ByteArrayResource script = new ByteArrayResource(
				this.database.translate(read(location())).getBytes(StandardCharsets.UTF_8), location());
		this.database.transactions()
			.runTimed(() -> this.database.jdbc().execute((ConnectionCallback<Boolean>) (connection) -> {
				ScriptUtils.executeSqlScript(connection, script);
				return true;
			}));
	}

	private static String read(String location) {
		try {
			return new ClassPathResource(location).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The jar has " + location, ex);
		}
	}

	/**
	 * Return the tables that are missing or may not be read.
	 * @return the names of the tables, empty if all are there
	 * @throws DataAccessException if the database does not answer
	 */
	public List<String> missingTables() {
		return TABLES.stream().map(this.database::translate).filter((table) -> !exists(table)).toList();
	}

	private boolean exists(String table) {
		try {
			this.database.jdbc().query("select * from " + table + " where 1 = 0", (result) -> {
			});
			return true;
		}
		catch (BadSqlGrammarException ex) {
			return false;
		}
	}

	/**
	 * Store a callback, take its work, and give it up, in one transaction that is rolled
	 * back: an application that could store callbacks but never handle them is not to
	 * accept any.
	 * @throws RuntimeException if the database does not support any of that
	 */
	public void selfTest() {
		// No application can have this name
		String application = " ";
		WorkRepository works = new WorkRepository(this.database, application, () -> List.of("0"));
		CallbackRepository callbacks = new CallbackRepository(this.database, application, Duration.ZERO);
		this.database.transactions().runAndRollBack(() -> {
			String row = UUID.randomUUID().toString();
			Set<String> stored = callbacks
				.insert(List.of(new NewCallback(row, UUID.randomUUID(), testCallback(), List.of())));
			Assert.state(stored.contains(row) && callbacks.find(row) != null, "A callback was not stored");
			works.add(List.of(new NewWork(WorkKey.ofNew(row, TEST_HANDLER), "0", Duration.ZERO, false)));
			works.retry(take(works, row), Duration.ZERO, 1);
			new DeadLetterRepository(this.database, application, works, 1, InstantSource.system()).add(take(works, row),
					1, "");
		});
	}

	private static WorkKey take(WorkRepository works, String row) {
		List<TakenWork> taken = works.take(Set.of(TEST_HANDLER), 1, Duration.ofSeconds(1), Duration.ofDays(1),
				Instant.EPOCH);
		Assert.state(taken.size() == 1 && taken.get(0).key().callbackRow().equals(row), "Work was not found");
		return taken.get(0).key();
	}

	private static Callback testCallback() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		CallbackMetadata metadata = new CallbackMetadata("0", TEST_HANDLER, null, null, null, null, now, now, null,
				null, 1);
		try {
			return CallbackCodec.create(CommandCatalog.standard())
				.decode("{}".getBytes(StandardCharsets.UTF_8), metadata);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException("An empty object is a body", ex);
		}
	}

}
