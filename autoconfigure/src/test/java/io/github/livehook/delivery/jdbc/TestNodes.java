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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetterLimits;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.NewCallback;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TestProgress;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A database, and the deliveries of a test on it.
 */
final class TestNodes implements AutoCloseable {

	static final String COMMAND = "Command";

	/**
	 * Three attempts without much of a delay.
	 */
	static final RetryPolicy QUICK = new RetryPolicy(3, Duration.ofMillis(1), 1, Duration.ofMillis(10), 0, List.of(),
			Duration.ofSeconds(20));

	static final String APPLICATION = "tests";

	final HikariDataSource dataSource;

	final JdbcTemplate jdbc;

	final OffsetClock clock = new OffsetClock();

	final List<CallbackListener> listeners = new CopyOnWriteArrayList<>();

	final TestProgress progress = TestProgress.create();

	final JdbcDatabase database;

	RetryPolicy policy = QUICK;

	Duration window = Duration.ofMinutes(10);

	Duration shutdownTimeout = Duration.ofSeconds(10);

	DeadLetterLimits deadLetterLimits = new DeadLetterLimits(null, null, 10);

	int maxConcurrency = 50;

	int remembered = 1000;

	boolean virtualThreads;

	String application = APPLICATION;

	Supplier<? extends Collection<String>> apps = List::of;

	private final List<JdbcCallbackDelivery> started = new ArrayList<>();

	TestNodes(TestDatabase database) {
		this.dataSource = database.connect();
		this.jdbc = new JdbcTemplate(this.dataSource);
		this.database = connect(this.dataSource);
		new JdbcSchema(this.database).create();
	}

	private static JdbcDatabase connect(DataSource dataSource) {
		return JdbcDatabase.connect(dataSource, "livehook_", Duration.ofSeconds(1));
	}

	/**
	 * Create a delivery that stores callbacks, and handles them once it is started.
	 * @param handlers the handlers
	 * @return the delivery
	 */
	JdbcCallbackDelivery create(CallbackHandler... handlers) {
		return create(this.database, handlers);
	}

	/**
	 * Create a delivery that gets its connections in another way.
	 * @param dataSource where to get them
	 * @param handlers the handlers
	 * @return the delivery
	 */
	JdbcCallbackDelivery create(DataSource dataSource, CallbackHandler... handlers) {
		return create(connect(dataSource), handlers);
	}

	private JdbcCallbackDelivery create(JdbcDatabase database, CallbackHandler... handlers) {
		return new JdbcCallbackDelivery(database,
				new Handlers(Stream.of(handlers).filter((handler) -> !(handler instanceof DecisionHandler)).toList()),
				new CallbackDispatcher(List.of()), codec(null), new CallbackListeners(() -> this.listeners), settings(),
				this.clock);
	}

	JdbcDeliverySettings settings() {
		return new JdbcDeliverySettings(this.application, this.apps, this.policy,
				new Deduplication(this.window, this.remembered), this.deadLetterLimits, this.maxConcurrency, 8,
				this.virtualThreads, Duration.ofMillis(20), Duration.ofMillis(500), this.shutdownTimeout);
	}

	WorkRepository workRepository() {
		return new WorkRepository(this.database, APPLICATION, List::of);
	}

	JdbcCallbackDelivery start(CallbackHandler... handlers) {
		return start(create(handlers));
	}

	JdbcCallbackDelivery start(JdbcCallbackDelivery delivery) {
		delivery.start();
		this.started.add(delivery);
		return delivery;
	}

	void stop(JdbcCallbackDelivery delivery) {
		await(beginToStop(delivery));
	}

	CountDownLatch beginToStop(JdbcCallbackDelivery delivery) {
		this.started.remove(delivery);
		CountDownLatch idle = new CountDownLatch(1);
		delivery.stop(idle::countDown);
		return idle;
	}

	static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).as("it has happened").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static ConditionFactory await() {
		return Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.pollDelay(Duration.ZERO)
			.atMost(20, TimeUnit.SECONDS);
	}

	Status deliver(JdbcCallbackDelivery delivery, String callbackId) {
		return delivery.deliver(callback(callbackId), this.progress).status();
	}

	List<Status> deliver(JdbcCallbackDelivery delivery, Callback... callbacks) {
		return delivery.deliver(List.of(callbacks), this.progress).stream().map((result) -> result.status()).toList();
	}

	/**
	 * Begin to store a callback in a transaction of another process.
	 * @param callbackId the id of the callback
	 * @param connection the connection of that process
	 * @throws SQLException never
	 */
	void beginToStore(String callbackId, Connection connection) throws SQLException {
		connection.setAutoCommit(false);
		CallbackRepository rows = new CallbackRepository(connect(new SingleConnectionDataSource(connection, true)),
				this.application, this.window);
		Callback callback = callback(callbackId);
		assertThat(rows.insert(List.of(new NewCallback("another", rows.duplicateKey(callback), callback, List.of()))))
			.containsExactly("another");
	}

	void awaitNoWork() {
		await().until(() -> works() == 0);
	}

	long works() {
		return count("livehook_work");
	}

	long callbacks() {
		return count("livehook_callback");
	}

	private long count(String table) {
		return this.jdbc.queryForObject("select count(*) from " + table, Long.class);
	}

	static List<DeadLetter> all(DeadLetters deadLetters) {
		return deadLetters.find(DeadLetters.Filter.all(), 1000);
	}

	Callback callback(String callbackId) {
		return callback(callbackId, metadata());
	}

	static Callback callback(String callbackId, CallbackMetadata metadata) {
		return callback(callbackId, metadata, "{}");
	}

	static Callback callback(String callbackId, CallbackMetadata metadata, String body) {
		try {
			return codec(callbackId).decode(body.getBytes(StandardCharsets.UTF_8), metadata);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

	CallbackMetadata metadata() {
		return metadata(this.clock.instant());
	}

	CallbackMetadata metadata(Instant receivedAt) {
		// No finer than databases are
		Instant now = receivedAt.truncatedTo(ChronoUnit.MICROS);
		return new CallbackMetadata("1400000000", COMMAND, null, null, null, null, now, now.plusSeconds(1), null, null,
				1);
	}

	private static CallbackCodec codec(String callbackId) {
		return CallbackCodec.create(CommandCatalog.standard(), List.of(), (callback) -> callbackId);
	}

	@Override
	public void close() {
		List.copyOf(this.started).forEach(this::stop);
		this.dataSource.close();
	}

	private record Handlers(List<CallbackHandler> handlers) implements CallbackHandlers {

		@Override
		public List<CallbackHandler> forCommand(String command) {
			return handlers().stream()
				.filter((handler) -> Stream.of(handler.commands())
					.allMatch((commands) -> commands.isEmpty() || commands.contains(command)))
				.toList();
		}

	}

}
