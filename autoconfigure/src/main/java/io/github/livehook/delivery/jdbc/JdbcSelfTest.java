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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.jdbc.WorkRepository.DueSince;

/**
 * Stores a callback, takes its work, and gives it up, in one transaction that is rolled
 * back. What takes callbacks but never gives them back is found out before it takes one.
 */
final class JdbcSelfTest {

	private static final String HANDLER_ID = "livehook-self-test";

	private static final Duration LEASE = Duration.ofSeconds(1);

	private final JdbcDatabase database;

	private final WorkRepository works;

	private final CallbackRepository callbacks;

	JdbcSelfTest(JdbcDatabase database) {
		this.database = database;
		// No application can have this name
		WorkOwner owner = new WorkOwner(" ", () -> List.of("0"));
		this.works = new WorkRepository(database, owner);
		this.callbacks = new CallbackRepository(database, owner, LEASE);
	}

	void run() {
		this.database.transactions().runAndRollBack(() -> {
			Callback callback = callback();
			String row = UUID.randomUUID().toString();
			Set<String> inserted = this.callbacks
				.insert(List.of(new NewCallback(row, UUID.randomUUID(), callback, List.of())));
			Assert.state(inserted.contains(row) && this.callbacks.find(row) != null, "A callback was not stored");
			this.works.add(List.of(new NewWork(WorkKey.ofNew(row, HANDLER_ID), "0", Duration.ZERO, false)));
			this.works.retry(take(row), Duration.ZERO, 1);
			new JdbcDeadLetters(this.database, this.works, InstantSource.system(), () -> {
			}).add(take(row), 1, "");
		});
	}

	private WorkKey take(String row) {
		List<TakenWork> taken = this.works.take(Set.of(HANDLER_ID), 1, LEASE, DueSince.atMost(Duration.ofDays(1)));
		Assert.state(taken.size() == 1 && taken.get(0).key().callbackRow().equals(row), "Work was not found");
		return taken.get(0).key();
	}

	private static Callback callback() {
		Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
		CallbackMetadata metadata = new CallbackMetadata("0", HANDLER_ID, null, null, null, null, now, now, null, null,
				1);
		try {
			return CallbackCodec.create(CommandCatalog.standard())
				.decode("{}".getBytes(StandardCharsets.UTF_8), metadata);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException("An empty object is a body", ex);
		}
	}

}
