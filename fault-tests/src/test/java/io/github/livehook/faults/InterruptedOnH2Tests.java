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

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A handler that is using the H2 file in which the callbacks are is interrupted. An
 * interrupt closes the channel that a thread writes to, and with it H2 closes the whole
 * database, for everybody, until the last connection to it is gone. With {@code async:}
 * in the URL, H2 uses channels that do not mind.
 */
class InterruptedOnH2Tests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@Test
	void whenAnInterruptClosesTheDatabaseThenItIsOpenedAgainAndNothingAcknowledgedIsLost() throws Exception {
		TestedApplication application = start("jdbc:h2:file:");
		interruptWhileWriting(application);
	}

	@Test
	void whenTheFileIsReachedByAsyncThenAnInterruptDisturbsNobody() throws Exception {
		TestedApplication application = start("jdbc:h2:async:");
		assertThat(interruptWhileWriting(application)).extracting(Load.Answer::status).containsOnly(200);
	}

	private TestedApplication start(String prefix) {
		return this.applications.start(TestedDatabase.inFile(prefix, this.applications.directory()),
				"livehook.delivery.handler-timeout=1s", "livehook.delivery.retry.max-attempts=2",
				"livehook.delivery.retry.delay=100ms");
	}

	/**
	 * Interrupt a handler in the middle of writing, twice, while others are handled.
	 * @return the answers of that time
	 */
	private List<Load.Answer> interruptWhileWriting(TestedApplication application) throws Exception {
		String battle = Battle.id("writes");
		try (Load load = Load.on(application, 2)) {
			load.awaitFurther(20, 200);
			application.post(Battle.started(battle));
			this.applications.handlers().awaitStarted("battles", battle, 2);
			application.awaitDeadLetters(1, 2);
			load.awaitFurther(20, 200);
			List<String> acknowledged = new ArrayList<>(load.stop().acknowledged());
			this.applications.handlers().awaitHandled(acknowledged);
			return load.answers();
		}
	}

}
