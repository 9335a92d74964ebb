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

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PostgreSQL goes away under load, and comes back.
 */
class PostgresOutageTests {

	private static final Logger logger = LoggerFactory.getLogger(PostgresOutageTests.class);

	/**
	 * Tencent waits 2 s; our own deadline is 1 s after the arrival.
	 */
	private static final Duration LATEST_RESPONSE = Duration.ofMillis(1800);

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	private final TestedPostgres postgres = new TestedPostgres();

	@AfterEach
	void stop() throws Exception {
		this.postgres.close();
	}

	@Test
	void whenPostgresStopsUnderLoadThenTheAnswerIs503InTimeAndNothingAcknowledgedIsLost() throws Exception {
		TestedApplication application = this.applications.start(this.postgres.createDatabase(),
				"livehook.response-timeout=1s");
		try (Load load = Load.on(application, 4)) {
			load.awaitFurther(100, 200);
			this.postgres.crash();
			load.awaitFurther(20, 503);
			this.postgres.startAgain();
			load.awaitFurther(100, 200);
			load.stop();
			assertAnswered(load);
		}
	}

	@Test
	void whenPostgresDoesNotAnswerUnderLoadThenTheAnswerIs503InTimeAndNothingAcknowledgedIsLost() throws Exception {
		TestedApplication application = this.applications.start(this.postgres.createDatabase(),
				"livehook.response-timeout=1s");
		try (Load load = Load.on(application, 4)) {
			load.awaitFurther(100, 200);
			this.postgres.freeze();
			load.awaitFurther(20, 503);
			this.postgres.thaw();
			load.awaitFurther(100, 200);
			load.stop();
			assertAnswered(load);
		}
	}

	private void assertAnswered(Load load) {
		assertThat(load.failures()).isEmpty();
		assertThat(load.responses()).extracting(Load.Response::status).containsOnly(200, 503);
		assertThat(load.responses()).extracting(Load.Response::time)
			.allMatch((time) -> time.compareTo(LATEST_RESPONSE) < 0);
		Duration recovery = this.applications.handlers().awaitHandled(load.acknowledged());
		logger.info("{} acknowledged, all handled {} ms after the load; {} responses were 503, the latest after {} ms",
				load.acknowledged().size(), recovery.toMillis(), load.responses(503).size(),
				load.responses().stream().map(Load.Response::time).max(Duration::compareTo).orElseThrow().toMillis());
	}

}
