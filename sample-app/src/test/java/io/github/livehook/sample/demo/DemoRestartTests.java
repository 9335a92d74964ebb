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

package io.github.livehook.sample.demo;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.sample.SampleApplication;
import io.github.livehook.test.CallbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for restarts of the application in the profile {@code demo}.
 */
@Timeout(60)
class DemoRestartTests {

	private final String database = "./target/data/restart-" + System.nanoTime();

	@Test
	void whenApplicationRestartsThenRunningBattleIsShown() throws Exception {
		ConfigurableApplicationContext first = start();
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class).with("BattleId", "b1").sentTo(first);
		HttpResponse<String> answer = HttpClient.newHttpClient()
			.send(request.toHttpRequest("http://127.0.0.1:" + port(first) + "/webhooks/tencent-live"),
					BodyHandlers.ofString());
		assertThat(answer.statusCode()).isEqualTo(200);
		EventStream open = new EventStream(port(first));
		open.await("battle/b1", (battle) -> battle.path("state").asString().equals("running"));
		long begin = System.nanoTime();
		first.close();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("open streams do not hold up the end")
			.isLessThan(Duration.ofSeconds(5));
		try (ConfigurableApplicationContext application = start();
				EventStream events = new EventStream(port(application))) {
			assertThat(events.items().get("battle/b1").path("state").asString()).isEqualTo("running");
		}
	}

	private ConfigurableApplicationContext start() {
		return SpringApplication.run(SampleApplication.class, "--spring.profiles.active=demo", "--server.port=0",
				"--spring.datasource.url=jdbc:h2:async:" + this.database + ";WRITE_DELAY=0");
	}

	private static int port(ConfigurableApplicationContext application) {
		return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
