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

package io.github.livehook.faults;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A thread is interrupted that is using the H2 file in which the callbacks are.
 */
class InterruptedOnH2Tests {

	private static final int DATABASE_CLOSED = 90098;

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@TempDir
	private Path folder;

	@Test
	void whenAHandlerIsInterruptedThatUsesTheFileOfTheCallbacksThenNobodyElseIsDisturbed() throws Exception {
		TestedApplication application = this.applications.start(StoreKind.H2, "livehook.delivery.handler-timeout=1s",
				"livehook.delivery.retry.max-attempts=2", "livehook.delivery.retry.delay=100ms");
		String writing = Battle.id("writes");
		try (Load load = Load.on(application, 2)) {
			load.awaitFurther(20, 200);
			application.post(Battle.started(writing));
			this.applications.handlers().awaitStarted("battles", writing, 2);
			application.awaitDeadLetters(1, 2);
			load.awaitFurther(20, 200);
			this.applications.handlers().awaitHandled(load.stop().acknowledged());
		}
	}

	/**
	 * Why the start-up fails without {@code async:}.
	 */
	@Test
	void whenTheFileIsNotReachedByAsyncThenAnInterruptClosesTheDatabaseForEverybody() throws Exception {
		String url = TestedDatabase.inFile("jdbc:h2:file:", this.folder).url();
		Connection interrupted = DriverManager.getConnection(url);
		Connection other = DriverManager.getConnection(url);
		other.createStatement().execute("create table noise (line int)");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(interrupted));
		assertThat(Thread.interrupted()).isTrue();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> insert(other))
			.extracting(SQLException::getErrorCode)
			.isEqualTo(DATABASE_CLOSED);
	}

	private static void insert(Connection connection) throws SQLException {
		connection.createStatement().execute("insert into noise values (1)");
	}

}
