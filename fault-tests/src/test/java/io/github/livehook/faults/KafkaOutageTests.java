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
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brokers go away under load, and come back.
 */
class KafkaOutageTests {

	private static final Logger logger = LoggerFactory.getLogger(KafkaOutageTests.class);

	/**
	 * Tencent waits 2 s; our own deadline is 1 s after the arrival.
	 */
	private static final Duration LATEST_RESPONSE = Duration.ofMillis(1800);

	private static TestedKafka kafka;

	private final TestedKafka.Topics topics = kafka.newTopics();

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@BeforeAll
	static void startBrokers() {
		kafka = new TestedKafka();
	}

	@AfterAll
	static void stopBrokers() throws Exception {
		kafka.close();
	}

	@Test
	void whenALeaderDiesOrFreezesUnderLoadThenOthersTakeOverAndNothingAcknowledgedIsLost() throws Exception {
		TestedApplication application = start();
		try (Load load = Load.on(application, 4)) {
			load.awaitFurther(100, 200);
			TestedBroker dead = kafka.brokers(this.topics).get(0);
			dead.kill();
			load.awaitFurther(10, 503);
			load.awaitFurther(100, 200);
			dead.start();
			kafka.awaitAllInSync(this.topics);
			TestedBroker frozen = kafka.brokers(this.topics).get(0);
			frozen.freeze();
			load.awaitFurther(10, 503);
			load.awaitFurther(100, 200);
			frozen.thaw();
			load.awaitFurther(100, 200);
			assertAnswered(load.stop());
			assertWrittenOnceAndHandled(load.battles(503));
		}
	}

	@Test
	void whenTwoBrokersGoAwayUnderLoadThenTheAnswerIs503UntilTheyAreBack() throws Exception {
		TestedApplication application = start();
		HandlerCalls handlers = this.applications.handlers();
		String retried = Battle.id("fails_at_first");
		application.post(Battle.started(retried));
		handlers.awaitStarted("battles", retried, 1);
		try (Load load = Load.on(application, 4)) {
			load.awaitFurther(100, 200);
			List<TestedBroker> away = kafka.brokers(this.topics).subList(0, 2);
			away.forEach(TestedBroker::freeze);
			load.awaitFurther(20, 503);
			List<String> inDoubt = load.battles(503);
			away.forEach(TestedBroker::thaw);
			load.awaitFurther(100, 200);
			assertWrittenOnceAndHandled(inDoubt);
			away.forEach(TestedBroker::kill);
			load.awaitFurther(20, 503);
			application.awaitHealth("DOWN");
			away.forEach(TestedBroker::start);
			load.awaitFurther(100, 200, TestedKafka.START);
			assertAnswered(load.stop());
		}
		application.awaitHealth("UP");
		handlers.awaitHandled(retried);
		assertThat(handlers.started("battles", retried)).extracting(HandlerCall::attempt).containsExactly(1, 2);
	}

	private TestedApplication start() {
		TestedApplication application = this.applications.start(this.topics, "livehook.response-timeout=1s",
				"livehook.delivery.retry.delay=10s");
		try (Load warmUp = Load.on(application, 4)) {
			warmUp.awaitFurther(100, 200);
		}
		return application;
	}

	private void assertWrittenOnceAndHandled(List<String> inDoubt) {
		this.applications.handlers().awaitHandled(inDoubt);
		assertThat(kafka.battles(this.topics)).doesNotHaveDuplicates().containsAll(inDoubt);
	}

	private void assertAnswered(Load load) {
		assertThat(load.failures()).isEmpty();
		assertThat(load.responses()).extracting(Load.Response::status).containsOnly(200, 503);
		assertThat(load.responses()).extracting(Load.Response::time)
			.allMatch((time) -> time.compareTo(LATEST_RESPONSE) < 0);
		Duration recovery = this.applications.handlers().awaitHandled(load.acknowledged());
		logger.info(
				"{} acknowledged, all handled {} ms after the load, {} duplicate calls; {} responses were 503, "
						+ "the latest after {} ms, {} ms without a 200",
				load.acknowledged().size(), recovery.toMillis(), this.applications.handlers().duplicateCalls(),
				load.responses(503).size(),
				load.responses().stream().map(Load.Response::time).max(Duration::compareTo).orElseThrow().toMillis(),
				load.longestTimeWithout200().toMillis());
	}

}
