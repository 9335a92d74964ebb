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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that takes as many callbacks as it can is killed while its responses go out,
 * several times.
 */
class KilledUnderLoadTests {

	private static final Logger logger = LoggerFactory.getLogger(KilledUnderLoadTests.class);

	private static final int CLIENTS = 8;

	private static final int ROUNDS = 4;

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@ParameterizedTest
	@EnumSource
	void whenKilledWithin100MillisecondsOfAn200ThenEachAcknowledgedCallbackIsHandled(StoreKind store) throws Exception {
		TestedApplication application = this.applications.start(store);
		List<String> acknowledged = new ArrayList<>();
		for (int round = 1; round <= ROUNDS; round++) {
			acknowledged.addAll(killUnderLoad(application, 20 * round * round));
			application.start();
		}
		Duration recovery = this.applications.handlers().awaitHandled(acknowledged);
		logger.info("{}: {} acknowledged, all handled {} ms after the start, {} duplicate calls", store,
				acknowledged.size(), recovery.toMillis(), this.applications.handlers().duplicateCalls());
		assertThat(recovery).isLessThan(HandlerCalls.RECOVERY);
	}

	/**
	 * Kill as soon as so many have been acknowledged.
	 * @return the acknowledged battles
	 */
	private List<String> killUnderLoad(TestedApplication application, int count) throws Exception {
		try (Load load = Load.on(application, CLIENTS)) {
			load.awaitFurther(count, 200);
			long killed = System.nanoTime();
			application.kill();
			assertThat(load.stop().responses(200)).as("responses just before the end")
				.anyMatch((response) -> Math.abs(killed - response.end()) < Duration.ofMillis(100).toNanos());
			return load.acknowledged();
		}
	}

}
