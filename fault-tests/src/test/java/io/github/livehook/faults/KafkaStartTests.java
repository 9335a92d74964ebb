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

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.tools.TopicCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application starts where Kafka is not ready for it.
 */
class KafkaStartTests {

	@RegisterExtension
	private final TestedApplications applications = new TestedApplications();

	@Test
	void whenTopicsAreMissingAndNotToBeCreatedThenTheStartFailsWithTheCommandsThatCreateThem() throws Exception {
		TestedApplication application = this.applications.create(StoreKind.KAFKA,
				"livehook.delivery.kafka.create-topics=false", "livehook.delivery.kafka.replication-factor=3");
		List<String> commands = application.startInVain()
			.lines()
			.map(String::strip)
			.filter((line) -> line.startsWith("kafka-topics.sh "))
			.toList();
		assertThat(commands).hasSize(3);
		for (String command : commands) {
			runScript(List.of(command.split(" ")));
		}
		application.start();
		String battle = Battle.id("plain");
		application.post(Battle.started(battle));
		this.applications.handlers().awaitHandled(battle);
	}

	/**
	 * Do what the script does.
	 */
	private void runScript(List<String> words) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), TopicCommand.class.getName()));
		command.addAll(words.subList(1, words.size()));
		File log = this.applications.directory().resolve("kafka-topics.log").toFile();
		Process script = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log))
			.start();
		assertThat(script.waitFor(1, TimeUnit.MINUTES)).as("The script has ended").isTrue();
		assertThat(script.exitValue()).as("Result of " + words).isZero();
	}

	@Test
	void whenNoBrokerAnswersThenTheStartFailsAndSaysWhatToCorrect() throws Exception {
		TestedApplication application = this.applications.create(StoreKind.KAFKA,
				"spring.kafka.bootstrap-servers=127.0.0.1:1");
		assertThat(application.startInVain()).contains("APPLICATION FAILED TO START", "127.0.0.1:1",
				"spring.kafka.bootstrap-servers");
	}

}
