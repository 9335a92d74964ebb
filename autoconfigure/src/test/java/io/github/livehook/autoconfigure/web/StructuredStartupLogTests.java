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

package io.github.livehook.autoconfigure.web;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.LoggingSystemProperty;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.StandardEnvironment;

import io.github.livehook.TestServer;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The line of {@link StartupLog} where the application logs structured.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredStartupLogTests {

	@AfterEach
	void logPlainAgain() {
		System.clearProperty(LoggingSystemProperty.CONSOLE_STRUCTURED_FORMAT.getEnvironmentVariableName());
		LoggingSystem system = LoggingSystem.get(getClass().getClassLoader());
		system.cleanUp();
		system.beforeInitialize();
		system.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
	}

	@Test
	void whenLogIsStructuredThenPartsAreFields(CapturedOutput output) {
		TestServer
			.start(List.of(Battles.class), "logging.structured.format.console=logstash",
					"livehook.apps.second.sdk-app-id=1400000002", "livehook.apps.second.token=secondtoken")
			.close();
		String line = output.toString()
			.lines()
			.filter((candidate) -> candidate.contains("Receiving callbacks"))
			.findFirst()
			.orElseThrow();
		JsonNode fields = JsonMapper.shared().readTree(line);
		assertThat(fields.path("level").asString()).isEqualTo("INFO");
		assertThat(fields.path("message").asString())
			.startsWith("Receiving callbacks of app 1400000000, 1400000002 by POST /webhooks/tencent-live "
					+ "(memory delivery, verification enforce), handlers: [");
		assertThat(fields.path("path").asString()).isEqualTo("/webhooks/tencent-live");
		assertThat(fields.path("mode").asString()).isEqualTo("memory");
		assertThat(fields.path("verification").asString()).isEqualTo("enforce");
		assertThat(fields.path("apps")).extracting(JsonNode::asString).containsExactly("1400000000", "1400000002");
		assertThat(fields.path("handlers")).extracting(JsonNode::asString)
			.singleElement()
			.asString()
			.endsWith("started [Live.CallbackAfterStartBattle]");
	}

	static class Battles {

		@OnBattleStart
		void started() {
		}

	}

}
