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

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;
import io.github.livehook.delivery.Causes;
import io.github.livehook.delivery.jdbc.JdbcDatabase;
import io.github.livehook.delivery.jdbc.JdbcSchema;

/**
 * Connects to the database that callbacks are kept in, and checks that it can keep them.
 */
final class JdbcDatabaseFactory {

	private static final Logger logger = LoggerFactory.getLogger(JdbcDatabaseFactory.class);

	// What H2 takes as the value of a column
	private static final long MAX_BODY_SIZE_IN_H2 = 1024 * 1024;

	private final LivehookProperties properties;

	private final LivehookJdbcDeliveryProperties jdbcProperties;

	JdbcDatabaseFactory(LivehookProperties properties, LivehookJdbcDeliveryProperties jdbcProperties) {
		this.properties = properties;
		this.jdbcProperties = jdbcProperties;
	}

	static DataSource select(ObjectProvider<DataSource> all, @Nullable DataSource qualified) {
		DataSource dataSource = (qualified != null) ? qualified : all.getIfUnique();
		if (dataSource != null) {
			return dataSource;
		}
		if (all.stream().findAny().isEmpty()) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is 'jdbc', but there is no DataSource to keep callbacks in", """
							Add the driver of a database to the class path, and say where it is. For H2, in a file:

							    spring:
							      datasource:
							        url: jdbc:h2:async:./data/livehook;WRITE_DELAY=0""");
		}
		throw new InvalidLivehookConfigurationException(
				"livehook.delivery.mode is 'jdbc', but there are several DataSource beans, and none says that "
						+ "callbacks are to be kept in it",
				"Annotate the bean method of one of them with @LivehookDataSource, or with @Primary.");
	}

	JdbcDatabase create(DataSource dataSource) {
		JdbcDatabase database = connect(dataSource);
		if (database == null) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is 'jdbc', but the DataSource is for a database that callbacks cannot be "
							+ "kept in",
					"Use PostgreSQL, or H2 in a file. If the application has one of these as well, annotate the bean "
							+ "method of its DataSource with @LivehookDataSource.");
		}
		checkDurability(database);
		checkBodySize(database);
		JdbcSchema schema = new JdbcSchema(database);
		initialize(database, schema);
		checkTables(schema);
		checkStatements(database, schema);
		return database;
	}

	private @Nullable JdbcDatabase connect(DataSource dataSource) {
		try {
			return JdbcDatabase.connect(dataSource, this.jdbcProperties.getTablePrefix(),
					this.properties.getResponseTimeout());
		}
		catch (RuntimeException ex) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is 'jdbc', but the DataSource (%s) gives no connection to the database: %s"
						.formatted(dataSource.getClass().getName(), Causes.describe(ex)),
					"""
							Start the database, or correct spring.datasource.url, username and password. If the \
							DataSource chooses a database for each request or tenant, there is none to choose for \
							Livehook: give it a default, or annotate the bean method of the DataSource to keep \
							callbacks in with @LivehookDataSource.""");
		}
	}

	private static void checkDurability(JdbcDatabase database) {
		if (database.isInMemory()) {
			logger.warn("Callbacks are kept in an H2 database in memory, which is lost with the process");
		}
		else if (!database.writesAtCommit()) {
			throw new InvalidLivehookConfigurationException(
					"The H2 database %s writes to its file some time after a commit, so a crash would lose callbacks "
						.formatted(database.url()) + "that were answered with 200",
					"""
							Add WRITE_DELAY=0 to its URL:

							    spring:
							      datasource:
							        url: %s""".formatted(safeUrl(database)));
		}
		else if (!database.survivesInterrupts()) {
			logger.warn("The H2 database {} is closed for everybody when a thread that uses it is interrupted, as a "
					+ "handler is that takes too long. Use {}", database.url(), safeUrl(database));
		}
	}

	private static String safeUrl(JdbcDatabase database) {
		String url = database.survivesInterrupts() ? database.url()
				: database.url().replaceFirst("^jdbc:h2:(file:|nio:)?", "jdbc:h2:async:");
		return url + ";WRITE_DELAY=0";
	}

	private void checkBodySize(JdbcDatabase database) {
		PropertyAssert.isTrue(!database.isH2() || this.properties.getMaxBodySize().toBytes() <= MAX_BODY_SIZE_IN_H2,
				"livehook.max-body-size", this.properties.getMaxBodySize(),
				"Must be at most 1MB, which is the limit of H2. Lower it, or use PostgreSQL.");
	}

	private void initialize(JdbcDatabase database, JdbcSchema schema) {
		boolean create = switch (this.jdbcProperties.getInitializeSchema()) {
			case ALWAYS -> true;
			case EMBEDDED -> database.isEmbedded();
			case NEVER -> false;
		};
		// Whoever may create no tables may use those that are there
		if (create && !schema.missingTables().isEmpty()) {
			attempt(schema::create, "create its tables in the database %s", database,
					"Run the script %s as a user who may create tables. The connections of the application must not be "
						.formatted(schema.location()) + "read-only.");
		}
	}

	private static void checkStatements(JdbcDatabase database, JdbcSchema schema) {
		attempt(schema::selfTest, "store callbacks in the database %s and take them from it again", database,
				(database.isH2() ? ""
						: "Grant the application select, insert, update and delete on the tables. Its connections must "
								+ "not be read-only. ")
						+ "Compare the tables with the script %s; drop those of an earlier snapshot of Livehook."
							.formatted(schema.location()));
	}

	private static void attempt(Runnable use, String what, JdbcDatabase database, String action) {
		try {
			use.run();
		}
		catch (CannotCreateTransactionException | TransientDataAccessException | RecoverableDataAccessException
				| NonTransientDataAccessResourceException ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			String mode = database.imitatedDatabase();
			throw new InvalidLivehookConfigurationException(
					"Livehook cannot %s: %s".formatted(what.formatted(database.url()),
							NestedExceptionUtils.getMostSpecificCause(ex).getMessage()),
					(mode != null) ? "Remove MODE=%s from the URL of the database.".formatted(mode) : action);
		}
	}

	private static void checkTables(JdbcSchema schema) {
		List<String> missing = schema.missingTables();
		if (!missing.isEmpty()) {
			throw new InvalidLivehookConfigurationException(
					"The database has no tables %s, or the application may not read them"
						.formatted(String.join(", ", missing)),
					"""
							Run the script %s, which is in livehook-spring-boot-autoconfigure.jar, or let \
							Livehook create the tables:

							    livehook:
							      delivery:
							        jdbc:
							          initialize-schema: always""".formatted(schema.location()));
		}
	}

}
