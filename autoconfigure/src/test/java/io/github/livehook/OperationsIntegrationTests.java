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

package io.github.livehook;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ByteArrayResource;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration in docs/operations.md.
 */
class OperationsIntegrationTests {

	private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(management:.*?)```");

	@Test
	void whenApplicationIsConfiguredAsDocumentedThenEverythingIsThere() throws IOException {
		try (TestServer server = TestServer.start(List.of(Battles.class), documentedProperties())) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			assertThat(get(server, "livehook")).contains("\"sdkAppId\":\"1400000000\"").doesNotContain("xxxxyyyy");
			assertThat(get(server, "health/readiness")).contains("\"status\":\"UP\"");
			Awaitility.await()
				.untilAsserted(() -> assertThat(get(server, "prometheus"))
					.containsPattern("livehook_callback_seconds_bucket\\{[^}]*outcome=\"handled\"[^}]*le=\"10.0\"\\} 1")
					.containsPattern(
							"livehook_handler_seconds_bucket\\{[^}]*outcome=\"succeeded\"[^}]*le=\"10.0\"\\} 1")
					.containsPattern(
							"http_server_requests_seconds_count\\{[^}]*method=\"POST\"[^}]*uri=\"/webhooks/tencent-live\"")
					.contains("livehook_verification_failures_total{reason=\"clock_skew\"} 0.0")
					.doesNotContain("livehook_callback_active_seconds_bucket")
					.doesNotContain("le=\"30"));
		}
	}

	private static String[] documentedProperties() throws IOException {
		Matcher yaml = YAML.matcher(Files.readString(Path.of("../docs/operations.md")));
		assertThat(yaml.find()).isTrue();
		YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
		factory.setResources(new ByteArrayResource(yaml.group(1).getBytes(StandardCharsets.UTF_8)));
		Properties properties = Objects.requireNonNull(factory.getObject());
		return properties.keySet()
			.stream()
			.map((name) -> name + "=" + properties.getProperty(name.toString()))
			.toArray(String[]::new);
	}

	private static String get(TestServer server, String endpoint) {
		CallbackClient client = new CallbackClient(server.port(), "/actuator/" + endpoint);
		HttpResponse<String> response = client.send(client.request("").GET());
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return response.body();
	}

	static class Battles {

		@OnBattleStart
		void started(BattleStarted battle) {
		}

	}

}
