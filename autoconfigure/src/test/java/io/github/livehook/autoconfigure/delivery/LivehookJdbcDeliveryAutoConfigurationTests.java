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

package io.github.livehook.autoconfigure.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration;
import org.springframework.boot.jdbc.init.DataSourceScriptDatabaseInitializer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.boot.sql.init.DatabaseInitializationSettings;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionOperations;

import io.github.livehook.SignedQuery;
import io.github.livehook.TestDatabase;
import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.jdbc.JdbcCallbackDelivery;
import io.github.livehook.delivery.jdbc.JdbcDatabase;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookJdbcDeliveryAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class LivehookJdbcDeliveryAutoConfigurationTests {

	private static final String MODE = "livehook.delivery.mode=jdbc";

	private static final String JDBC = "livehook.delivery.jdbc.";

	private static final String WITHOUT_LIBRARIES = "livehook.delivery.mode is 'jdbc', but the class path has not all "
			+ "that this takes";

	private static final String ADD_STARTER = "Add the dependency io.github.livehook:livehook-spring-boot-starter-jdbc "
			+ "in the place of livehook-spring-boot-starter, which it brings along.";

	private static final String PROCESS_AGAIN = "Process the application again with livehook.delivery.mode=%s, since "
			+ "conditions are settled then: set it in application.yml, or in a profile that is active at build time "
			+ "as well.";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookJdbcDeliveryAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class))
		.withPropertyValues(MODE, "livehook.delivery.application=tests");

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenModeIsJdbcThenDeliveryIsFromTheDatabase(TestDatabase database) {
		on(database.newUrl()).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			assertThat(context).hasSingleBean(CallbackDelivery.class)
				.hasSingleBean(JdbcCallbackDelivery.class)
				.hasSingleBean(DeadLetters.class)
				.hasSingleBean(Backlog.class);
			assertThat(context.getBean(DeadLetters.class).find(DeadLetters.Filter.all(), 10)).isEmpty();
		});
	}

	@Test
	void whenModeIsNotJdbcThenNothingOfItIsThere() {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.delivery.mode=memory")
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcDatabase.class)
				.doesNotHaveBean(DeadLetters.class)
				.hasSingleBean(CallbackDelivery.class));
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.enabled=false")
			.run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenApplicationHasDeliveryThenItIsUsedAndNothingIsStored() {
		CallbackDelivery delivery = (callbacks, progress) -> List.of();
		on(TestDatabase.H2_MEMORY.newUrl()).withBean("ownDelivery", CallbackDelivery.class, () -> delivery)
			.run((context) -> assertThat(context).doesNotHaveBean(JdbcDatabase.class)
				.doesNotHaveBean(DeadLetters.class)
				.getBean(CallbackDelivery.class)
				.isSameAs(delivery));
	}

	@Test
	void whenStartedThenNoBeansOfGeneralTypesAreAdded() {
		on(TestDatabase.H2_MEMORY.newUrl()).run((context) -> assertThat(context).hasSingleBean(DataSource.class)
			.doesNotHaveBean(TransactionManager.class)
			.doesNotHaveBean(TransactionOperations.class)
			.doesNotHaveBean(JdbcOperations.class)
			.doesNotHaveBean(Executor.class));
	}

	@Test
	void whenLibraryIsMissingThenFailureNamesTheStarter() {
		on(TestDatabase.H2_MEMORY.newUrl()).withClassLoader(new FilteredClassLoader(JdbcTemplate.class))
			.run(LivehookContexts.failure(WITHOUT_LIBRARIES, ADD_STARTER));
	}

	@Test
	void whenProcessedAheadOfTimeForAnotherModeThenFailureSaysWhenConditionsWereSettled() {
		System.setProperty("spring.aot.enabled", "true");
		try {
			LivehookContexts.servlet()
				.withPropertyValues(MODE)
				.run(LivehookContexts.failure(
						"livehook.delivery.mode is 'jdbc', but the application was processed ahead of time for 'memory'",
						PROCESS_AGAIN.formatted("jdbc")));
			// With the beans of the other mode, as code that was generated for it has
			// them
			on(TestDatabase.H2_MEMORY.newUrl())
				.withInitializer(
						(context) -> context.addBeanFactoryPostProcessor((beanFactory) -> context.getEnvironment()
							.getPropertySources()
							.addFirst(new MapPropertySource("later", Map.of("livehook.delivery.mode", "memory")))))
				.run(LivehookContexts.failure(
						"livehook.delivery.mode is 'memory', but the application was processed ahead of time for 'jdbc'",
						PROCESS_AGAIN.formatted("memory")));
		}
		finally {
			System.clearProperty("spring.aot.enabled");
		}
	}

	@ParameterizedTest
	@CsvSource({ "'jdbc:postgresql://127.0.0.1:1/shop?user=shop&password=not-for-logs', 127.0.0.1:1 refused",
			"'jdbc:h2:file:./target/no-such-file;IFEXISTS=TRUE;WRITE_DELAY=0', not found" })
	void whenDatabaseIsDownThenFailureSaysWhatItSaysAndWhatToDo(String url, String said) {
		on(url).run(noConnection(HikariDataSource.class, said));
		on(url).withPropertyValues("spring.datasource.type=" + SimpleDriverDataSource.class.getName())
			.run(noConnection(SimpleDriverDataSource.class, said));
	}

	@Test
	void whenPoolWaitsForTheDatabaseThenFailureComesWhenItGivesUp() {
		on("jdbc:postgresql://127.0.0.1:1/shop")
			.withPropertyValues("spring.datasource.hikari.connection-timeout=250",
					"spring.datasource.hikari.initialization-fail-timeout=-1")
			.run(noConnection(HikariDataSource.class, "Connection is not available"));
	}

	@Test
	void whenPasswordIsWrongThenFailureSaysSo() {
		String url = TestDatabase.POSTGRESQL.newUrl();
		on(url.replace("user=postgres", "user=nobody-of-this-name"))
			.run(noConnection(HikariDataSource.class, "nobody-of-this-name"));
	}

	@Test
	void whenDataSourceHasNoTargetThenFailureSaysWhatToDo() {
		this.contextRunner.withUserConfiguration(NoTarget.class)
			.run(noConnection(NoTarget.ByTenant.class, "Cannot determine target DataSource for lookup key [null]"));
		this.contextRunner.withUserConfiguration(NoTarget.class, LazyNoTarget.class)
			.run(noConnection(LazyConnectionDataSourceProxy.class, "Cannot determine target DataSource"));
	}

	private static ContextConsumer<AssertableWebApplicationContext> noConnection(Class<?> dataSource, String said) {
		return (context) -> {
			Throwable failure = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure).isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (invalid) -> {
				assertThat(invalid)
					.hasMessageStartingWith("livehook.delivery.mode is 'jdbc', but the DataSource (%s) gives no "
							+ "connection to the database: ", dataSource.getName())
					.hasMessageContaining(said)
					.hasMessageNotContaining("not-for-logs");
				assertThat(invalid.getAction()).startsWith("Start the database, or correct spring.datasource.url, ")
					.endsWith("callbacks in with @LivehookDataSource.");
			});
		};
	}

	@Test
	void whenThereIsNoDataSourceThenFailureHoldsTheLinesToAdd() {
		LivehookContexts.servlet()
			.withConfiguration(AutoConfigurations.of(LivehookJdbcDeliveryAutoConfiguration.class))
			.withPropertyValues(MODE, "livehook.delivery.application=tests")
			.run(LivehookContexts
				.failure("livehook.delivery.mode is 'jdbc', but there is no DataSource to keep callbacks in", """
						Add the driver of a database to the class path, and say where it is. For H2, in a file:

						    spring:
						      datasource:
						        url: jdbc:h2:async:./data/livehook;WRITE_DELAY=0"""));
	}

	@ParameterizedTest
	@ValueSource(classes = { Two.class, TwoQualified.class })
	void whenItIsNotSaidWhichDataSourceThenFailureNamesTheAnnotation(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration)
			.run(LivehookContexts.failure(
					"livehook.delivery.mode is 'jdbc', but there are several DataSource beans, and none says that "
							+ "callbacks are to be kept in it",
					"Annotate the bean method of one of them with @LivehookDataSource, or with @Primary."));
	}

	@ParameterizedTest
	@ValueSource(classes = { OnePrimary.class, OneQualified.class, NotCandidate.class })
	void whenOneDataSourceIsMarkedThenCallbacksAreKeptThere(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(tables(context.getBean("callbacks", DataSource.class))).hasSize(3);
			assertThat(tables(context.getBean("other", DataSource.class))).isEmpty();
		});
	}

	@Test
	void whenDatabaseIsOfAnotherProductThenFailureNamesThoseThatWork() {
		this.contextRunner.withUserConfiguration(AnotherProduct.class)
			.run(LivehookContexts.failure(
					"livehook.delivery.mode is 'jdbc', but the DataSource is for a database that callbacks cannot be "
							+ "kept in",
					"Use PostgreSQL, or H2 in a file. If the application has one of these as well, annotate the bean "
							+ "method of its DataSource with @LivehookDataSource."));
	}

	@ParameterizedTest
	@CsvSource({ "H2_FILE, never, h2", "POSTGRESQL, never, postgresql", "POSTGRESQL, embedded, postgresql" })
	void whenTablesAreMissingThenFailureNamesThemAndTheScript(TestDatabase database, String mode, String platform) {
		on(database.newUrl()).withPropertyValues(JDBC + "initialize-schema=" + mode, JDBC + "table-prefix=hooks_")
			.run(LivehookContexts.failure(
					"The database has no tables hooks_callback, hooks_work, hooks_dead_letter, or the application may "
							+ "not read them",
					"""
							Run the script io/github/livehook/delivery/jdbc/schema-%s.sql, which is in \
							livehook-spring-boot-autoconfigure.jar, or let Livehook create the tables:

							    livehook:
							      delivery:
							        jdbc:
							          initialize-schema: always""".formatted(platform)));
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenOneTableIsMissingThenOnlyThatIsNamed(TestDatabase database) {
		String url = database.newUrl();
		on(url).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			jdbc(context.getBean(DataSource.class)).execute("drop table livehook_work");
			on(url).withPropertyValues(JDBC + "initialize-schema=never")
				.run((second) -> assertThat(second.getStartupFailure()).rootCause()
					.hasMessage("The database has no tables livehook_work, or the application may not read them"));
		});
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenTablesAreThereThenTheyAreUsedAsTheyAre(TestDatabase database) {
		String url = database.newUrl();
		on(url).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			for (String mode : List.of("always", "embedded", "never")) {
				on(url).withPropertyValues(JDBC + "initialize-schema=" + mode)
					.run((second) -> assertThat(second).hasNotFailed());
			}
		});
	}

	@Test
	void whenTablesAreThereThenTheRightToCreateThemIsNotNeeded() {
		String url = TestDatabase.POSTGRESQL.newUrl();
		on(url).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			JdbcTemplate jdbc = jdbc(context.getBean(DataSource.class));
			jdbc.execute("create role writer login");
			jdbc.execute("grant select, insert, update, delete on all tables in schema public to writer");
			on(url.replace("user=postgres", "user=writer")).withPropertyValues(JDBC + "initialize-schema=always")
				.run((second) -> assertThat(second).hasNotFailed());
		});
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenPrefixHasSchemaThenTablesAreThere(TestDatabase database) {
		String url = database.newUrl();
		try (var dataSource = TestDatabase.connect(url)) {
			jdbc(dataSource).execute("create schema events");
			String longest = "Events.Hooks_" + "x".repeat(27);
			for (String prefix : List.of("events.livehook_", "events.other_", longest, "public_")) {
				on(url).withPropertyValues(JDBC + "initialize-schema=always", JDBC + "table-prefix=" + prefix)
					.run((context) -> {
						assertThat(context).hasNotFailed();
						jdbc(dataSource).queryForList("select * from " + prefix + "dead_letter");
					});
			}
			assertThat(jdbc(dataSource).queryForObject(
					"select count(*) from information_schema.tables where lower(table_schema) = 'events'",
					Integer.class))
				.isEqualTo(9);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1x", "a-b", "a.b.c", "a b", ".a", "x; drop table y", "\"a\"",
			"x2345678901234567890123456789012345678901" })
	void whenPrefixIsNoNameThenFailureNamesTheProperty(String prefix) {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues(JDBC + "table-prefix=" + prefix)
			.run(LivehookContexts.invalid("livehook.delivery.jdbc.table-prefix", prefix,
					"Must be at most 40 letters, digits and '_', with a schema and a dot before it if need be, such "
							+ "as livehook_ or events.livehook_."));
	}

	@ParameterizedTest
	@CsvSource({ "workers, 0, 0, 'between 1 and 1000, such as 8'",
			"workers, 1001, 1001, 'between 1 and 1000, such as 8'",
			"polling-interval, 9ms, PT0.009S, 'between 10ms and 1h, such as 1s'",
			"polling-interval, 61m, PT1H1M, 'between 10ms and 1h, such as 1s'",
			"heartbeat-interval, 499ms, PT0.499S, 'between 500ms and 1h, such as 3s'",
			"heartbeat-interval, 61m, PT1H1M, 'between 500ms and 1h, such as 3s'" })
	void whenNumberIsOutOfBoundsThenFailureNamesTheProperty(String name, String value, String shown, String reason) {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues(JDBC + name + "=" + value)
			.run(LivehookContexts.invalid(JDBC + name, shown, "Must be " + reason + "."));
	}

	@ParameterizedTest
	@CsvSource({ "max-age, 59s, PT59S, 'between 1m and 3650d, such as 90d'",
			"max-age, 3651d, PT87624H, 'between 1m and 3650d, such as 90d'",
			"max-count, 0, 0, '1 or more, such as 10000'",
			"max-unreadable-per-request, 0, 0, '1 or more, such as 10'" })
	void whenLimitOfDeadLettersIsOutOfBoundsThenFailureNamesTheProperty(String name, String value, String shown,
			String reason) {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.delivery.dead-letters." + name + "=" + value)
			.run(LivehookContexts.invalid("livehook.delivery.dead-letters." + name, shown, "Must be " + reason + "."));
	}

	@Test
	void whenNumbersAreAtTheirBoundsThenApplicationStarts() {
		on(TestDatabase.H2_MEMORY.newUrl())
			.withPropertyValues(JDBC + "workers=1", JDBC + "polling-interval=10ms", JDBC + "heartbeat-interval=500ms")
			.run((context) -> assertThat(context).hasNotFailed());
		on(TestDatabase.H2_MEMORY.newUrl())
			.withPropertyValues(JDBC + "workers=1000", JDBC + "polling-interval=1h", JDBC + "heartbeat-interval=1h",
					"livehook.delivery.dead-letters.max-age=3650d", "livehook.delivery.dead-letters.max-count=1",
					"livehook.deduplication.window=P106751991167D")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenH2WritesLaterThanItCommitsThenFailureHoldsTheUrl() {
		String url = TestDatabase.H2_FILE.newUrl().replace(";WRITE_DELAY=0", "");
		on(url).run(LivehookContexts.failure(
				"The H2 database %s writes to its file some time after a commit, so a crash would lose callbacks that were answered with 200"
					.formatted(url),
				"""
						Add WRITE_DELAY=0 to its URL:

						    spring:
						      datasource:
						        url: %s;WRITE_DELAY=0""".formatted(url.replace("jdbc:h2:file:", "jdbc:h2:async:"))));
	}

	@ParameterizedTest
	@ValueSource(strings = { ";WRITE_DELAY=0", ";write_delay=0", ";INIT=SET WRITE_DELAY 0",
			";AUTO_SERVER=TRUE;WRITE_DELAY=0" })
	void whenH2WritesAtCommitThenApplicationStarts(String settings, CapturedOutput output) {
		on(TestDatabase.H2_FILE.newUrl().replace(";WRITE_DELAY=0", settings))
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("which is lost with the process");
	}

	@Test
	void whenH2IsInMemoryThenItIsSaidThatCallbacksAreLost(CapturedOutput output) {
		on(TestDatabase.H2_MEMORY.newUrl()).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsOnlyOnce("Callbacks are kept in an H2 database in memory, which is lost with the process");
	}

	@Test
	void whenBodiesMayBeLargerThanH2KeepsThenFailureNamesTheProperty() {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.max-body-size=1048577B")
			.run(LivehookContexts.invalid("livehook.max-body-size", "1048577B",
					"Must be at most 1MB, which is the limit of H2. Lower it, or use PostgreSQL."));
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.max-body-size=1MB")
			.run((context) -> assertThat(context).hasNotFailed());
		on(TestDatabase.POSTGRESQL.newUrl())
			.withPropertyValues("livehook.max-body-size=2MB", JDBC + "initialize-schema=always")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenTwoApplicationsCreateTheTablesAtOnceThenBothStart() throws Exception {
		for (int round = 0; round < 3; round++) {
			String url = TestDatabase.POSTGRESQL.newUrl();
			List<CompletableFuture<Throwable>> starts = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				CompletableFuture<Throwable> start = new CompletableFuture<>();
				starts.add(start);
				new Thread(() -> on(url).withPropertyValues(JDBC + "initialize-schema=always")
					.run((context) -> start.complete(context.getStartupFailure()))).start();
			}
			for (CompletableFuture<Throwable> start : starts) {
				assertThat(start.get()).isNull();
			}
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenApplicationCreatesTheTablesItselfThenThatIsWaitedFor(TestDatabase database) {
		on(database.newUrl()).withUserConfiguration(OwnMigration.class)
			.withPropertyValues(JDBC + "initialize-schema=never")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whenCompiledAheadThenScriptsAreThere() {
		RuntimeHints hints = new RuntimeHints();
		new LivehookJdbcDeliveryAutoConfiguration.SchemaRuntimeHints().registerHints(hints,
				getClass().getClassLoader());
		for (String platform : List.of("h2", "postgresql")) {
			String script = "io/github/livehook/delivery/jdbc/schema-" + platform + ".sql";
			assertThat(RuntimeHintsPredicates.resource().forResource(script)).accepts(hints);
			assertThat(getClass().getClassLoader().getResource(script)).isNotNull();
		}
	}

	@Test
	void whenApplicationHasNoNameThenFailureNamesBothProperties() {
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.delivery.application=")
			.run(LivehookContexts.failure(
					"livehook.delivery.mode is 'jdbc', but the application that callbacks are stored for has no name",
					"""
							Set spring.application.name, or livehook.delivery.application to store callbacks under \
							another name. It is the same on all nodes of the application, and another than that of \
							other applications that use the database."""));
	}

	@ParameterizedTest
	@CsvSource({ "shop, '', shop", "shop, hooks, hooks", "shop, ' ', shop" })
	void whenApplicationHasANameThenWorkOfThatNameAndOfItsAppsIsTaken(String name, String own, String owner) {
		LivehookContexts.servlet()
			.withConfiguration(AutoConfigurations.of(LivehookJdbcDeliveryAutoConfiguration.class,
					DataSourceAutoConfiguration.class, DataSourceInitializationAutoConfiguration.class))
			.withPropertyValues(MODE, "spring.application.name=" + name,
					"spring.datasource.url=" + TestDatabase.H2_MEMORY.newUrl())
			.withPropertyValues(own.isEmpty() ? new String[0] : new String[] { "livehook.delivery.application=" + own })
			.withPropertyValues(JDBC + "polling-interval=10ms")
			.withUserConfiguration(Battles.class)
			.run((context) -> {
				addWork(context, owner, SignedQuery.APP_ID, "1400000009");
				Backlog backlog = context.getBean(Backlog.class);
				Awaitility.await().until(() -> backlog.snapshot().handlers().size() == 2);
				assertThat(backlog.snapshot().pending()).isEqualTo(1);
				assertThat(backlog.snapshot().orphans()).singleElement()
					.satisfies((orphan) -> assertThat(orphan.pending()).isEqualTo(1));
			});
	}

	private static void addWork(ApplicationContext context, String application, String... sdkAppIds) {
		for (String sdkAppId : sdkAppIds) {
			jdbc(context.getBean(DataSource.class)).update(
					"insert into livehook_work (callback_row, handler_id, application, sdk_app_id, due_at, attempts, running, version) "
							+ "values (?, 'battles', ?, ?, current_timestamp + interval '5' minute, 1, false, 1)",
					sdkAppId, application, sdkAppId);
		}
	}

	@Test
	void whenNameDoesNotFitItsColumnThenFailureSaysWhichMayBe() {
		String reason = "Must be at most 100 characters, none of them a control character, as the name of the "
				+ "application that callbacks are stored for. Another name can be set as livehook.delivery.application.";
		String name = "x".repeat(101);
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.delivery.application=" + name)
			.run(LivehookContexts.invalid("livehook.delivery.application", name, reason));
		on(TestDatabase.H2_MEMORY.newUrl())
			.withPropertyValues("livehook.delivery.application=", "spring.application.name=" + name)
			.run(LivehookContexts.invalid("spring.application.name", name, reason));
		on(TestDatabase.H2_MEMORY.newUrl()).withPropertyValues("livehook.delivery.application=a\0b")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void whenApplicationVerifiesRequestsItselfThenWorkOfAllAppsIsTaken() {
		on(TestDatabase.H2_MEMORY.newUrl())
			.withBean("own", RequestVerifier.class, () -> (request) -> Verification.accept())
			.withPropertyValues(JDBC + "polling-interval=10ms")
			.withUserConfiguration(Battles.class)
			.run((context) -> {
				addWork(context, "tests", SignedQuery.APP_ID, "1400000009");
				Backlog backlog = context.getBean(Backlog.class);
				Awaitility.await().until(() -> backlog.snapshot().pending() == 2);
				assertThat(backlog.snapshot().orphans()).isEmpty();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "MSSQLServer", "Oracle", "Derby", "STRICT" })
	void whenH2BehavesLikeADatabaseThatDoesNotDoThenFailureNamesTheSetting(String mode) {
		on(TestDatabase.H2_MEMORY.newUrl() + ";MODE=" + mode).run((context) -> {
			Throwable failure = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure).isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (invalid) -> {
				assertThat(invalid)
					.hasMessageStartingWith("Livehook cannot store callbacks in the database jdbc:h2:mem:");
				assertThat(invalid.getAction()).isEqualTo("Remove MODE=" + mode + " from the URL of the database.");
			});
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH", "MODE=MySQL",
			"MODE=MariaDB", "MODE=DB2", "MODE=HSQLDB", "MODE=LEGACY", "DATABASE_TO_UPPER=FALSE",
			"CASE_INSENSITIVE_IDENTIFIERS=TRUE", "IGNORECASE=TRUE" })
	void whenH2BehavesLikeADatabaseThatDoesThenApplicationStarts(String settings) {
		on(TestDatabase.H2_MEMORY.newUrl() + ";" + settings).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ "always, Livehook cannot create its tables in the database jdbc:postgresql:, Run the script ",
			"never, Livehook cannot store callbacks in the database jdbc:postgresql:, Grant the application " })
	void whenConnectionsAreReadOnlyThenFailureSaysSo(String mode, String description, String action) {
		String url = TestDatabase.POSTGRESQL.newUrl();
		if (mode.equals("never")) {
			on(url).withPropertyValues(JDBC + "initialize-schema=always")
				.run((context) -> assertThat(context).hasNotFailed());
		}
		on(url).withPropertyValues(JDBC + "initialize-schema=" + mode, "spring.datasource.hikari.read-only=true")
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (invalid) -> {
					assertThat(invalid).hasMessageStartingWith(description)
						.hasMessageContaining("in a read-only transaction");
					assertThat(invalid.getAction()).startsWith(action).contains("must not be read-only.");
				}));
	}

	@ParameterizedTest
	@EnumSource(names = { "H2_FILE", "POSTGRESQL" })
	void whenTablesAreOfAnEarlierSnapshotThenFailureSaysToDropThem(TestDatabase database) {
		String url = database.newUrl();
		on(url).withPropertyValues(JDBC + "initialize-schema=always")
			.run((context) -> jdbc(context.getBean(DataSource.class))
				.execute("alter table livehook_callback drop column duplicate_key"));
		on(url).run((context) -> {
			Throwable failure = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure).isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (invalid) -> {
				assertThat(invalid).hasMessageStartingWith("Livehook cannot store callbacks in the database jdbc:");
				assertThat(invalid.getAction()).contains("Compare the tables with the script io/github/livehook/")
					.endsWith("drop those of an earlier snapshot of Livehook.")
					.doesNotContain("MODE");
			});
		});
	}

	@Test
	void whenApplicationMayNotChangeTheTablesThenFailureSaysWhatToGrant() {
		String url = TestDatabase.POSTGRESQL.newUrl();
		on(url).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			JdbcTemplate jdbc = jdbc(context.getBean(DataSource.class));
			jdbc.execute("create role reader login");
			jdbc.execute("grant select, insert on all tables in schema public to reader");
		});
		on(url.replace("user=postgres", "user=reader&password=not-for-logs")).run((context) -> {
			Throwable failure = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			assertThat(failure).hasMessageNotContaining("not-for-logs");
			assertThat(failure).isInstanceOfSatisfying(InvalidLivehookConfigurationException.class,
					(invalid) -> assertThat(invalid.getAction())
						.startsWith("Grant the application select, insert, update and delete on the tables. "));
		});
	}

	@Test
	void whenTheScriptWasRunByAnotherWithTheGrantsThatTheDocsNameThenApplicationStarts() {
		String url = TestDatabase.POSTGRESQL.newUrl();
		try (HikariDataSource owner = TestDatabase.connect(url)) {
			jdbc(owner).execute(read("io/github/livehook/delivery/jdbc/schema-postgresql.sql"));
			jdbc(owner).execute("create role livehook_user login");
			jdbc(owner).execute("grant select, insert, update, delete on livehook_callback, livehook_work, "
					+ "livehook_dead_letter to livehook_user");
		}
		on(url.replace("user=postgres", "user=livehook_user")).run((context) -> assertThat(context).hasNotFailed());
	}

	private static String read(String script) {
		try {
			return new ClassPathResource(script).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource(TestDatabase.class)
	void whenItWasTriedOutAtTheStartThenNothingOfThatIsLeft(TestDatabase database) {
		on(database.newUrl()).withPropertyValues(JDBC + "initialize-schema=always").run((context) -> {
			JdbcTemplate jdbc = jdbc(context.getBean(DataSource.class));
			for (String table : List.of("livehook_callback", "livehook_work", "livehook_dead_letter")) {
				assertThat(jdbc.queryForList("select * from " + table)).isEmpty();
			}
		});
	}

	private WebApplicationContextRunner on(String url) {
		return this.contextRunner.withPropertyValues("spring.datasource.url=" + url);
	}

	private static JdbcTemplate jdbc(DataSource dataSource) {
		return new JdbcTemplate(dataSource);
	}

	private static List<String> tables(DataSource dataSource) {
		return jdbc(dataSource).queryForList(
				"select table_name from information_schema.tables where lower(table_name) like 'livehook%'",
				String.class);
	}

	private static DataSource inMemory() {
		return TestDatabase.H2_MEMORY.connect();
	}

	@Configuration(proxyBeanMethods = false)
	static class Battles {

		@OnBattleStart(id = "battles")
		void started(BattleStarted battle) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Two {

		@Bean
		DataSource callbacks() {
			return inMemory();
		}

		@Bean
		DataSource other() {
			return inMemory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoQualified {

		@Bean
		@LivehookDataSource
		DataSource callbacks() {
			return inMemory();
		}

		@Bean
		@LivehookDataSource
		DataSource other() {
			return inMemory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnePrimary {

		@Bean
		@Primary
		DataSource callbacks() {
			return inMemory();
		}

		@Bean
		DataSource other() {
			return inMemory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OneQualified {

		@Bean
		@LivehookDataSource
		DataSource callbacks() {
			return inMemory();
		}

		@Bean
		@Primary
		DataSource other() {
			return inMemory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NotCandidate {

		@Bean(defaultCandidate = false)
		@LivehookDataSource
		DataSource callbacks() {
			return inMemory();
		}

		@Bean
		DataSource other() {
			return inMemory();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NoTarget {

		@Bean
		DataSource byTenant() {
			ByTenant dataSource = new ByTenant();
			dataSource.setTargetDataSources(Map.of("one", inMemory(), "two", inMemory()));
			return dataSource;
		}

		static class ByTenant extends AbstractRoutingDataSource {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyNoTarget {

		@Bean
		@Primary
		DataSource lazy(@Qualifier("byTenant") DataSource byTenant) {
			return new LazyConnectionDataSourceProxy(byTenant);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnotherProduct {

		@Bean
		DataSource dataSource() {
			return new DelegatingDataSource(inMemory()) {

				@Override
				public Connection getConnection() throws SQLException {
					Connection connection = super.getConnection();
					DatabaseMetaData metaData = proxy(DatabaseMetaData.class, "getDatabaseProductName", "Apache Derby",
							connection.getMetaData());
					return proxy(Connection.class, "getMetaData", metaData, connection);
				}

			};
		}

		private static <T> T proxy(Class<T> type, String method, Object result, T target) {
			return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, called,
					arguments) -> called.getName().equals(method) ? result : called.invoke(target, arguments)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigration {

		@Bean
		DataSourceScriptDatabaseInitializer migration(DataSource dataSource) {
			var settings = new DatabaseInitializationSettings();
			settings.setMode(DatabaseInitializationMode.ALWAYS);
			String url = jdbc(dataSource)
				.execute((ConnectionCallback<String>) (connection) -> connection.getMetaData().getURL());
			settings.setSchemaLocations(List.of("classpath:io/github/livehook/delivery/jdbc/schema-"
					+ (url.startsWith("jdbc:h2") ? "h2" : "postgresql") + ".sql"));
			return new DataSourceScriptDatabaseInitializer(dataSource, settings);
		}

	}

}
