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

package io.github.livehook.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.Environment;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

class EnvironmentIntegrationTests {

	@ParameterizedTest
	@CsvSource({ "/context,,", ",/servlet,", "/context,/servlet,", "/context,/servlet,'" + TestServer.ON_JETTY + "'",
			",,'" + TestServer.ON_JETTY + "'" })
	void whenServedBelowPathsThenEndpointIsThereAndProtected(String context, String servlet, String server) {
		String prefix = orEmpty(context) + orEmpty(servlet);
		try (TestServer running = TestServer.start(RecordingHandler.class,
				"server.servlet.context-path=" + orEmpty(context),
				"spring.mvc.servlet.path=" + ((servlet != null) ? servlet : "/"),
				(server != null) ? server : "livehook.enabled=true", "spring.mvc.hiddenmethod.filter.enabled=true")) {
			CallbackClient client = new CallbackClient(running.port(), prefix + "/webhooks/tencent-live");
			Answers.assertOk(client.send(client.request(SignedQuery.now())
				.setHeader("Content-Type", "application/x-www-form-urlencoded")
				.POST(BodyPublishers.ofString(Samples.battle("below")))));
			assertThat(running.bean(RecordingHandler.class).battles).hasSize(1);
			Answers.assertFailed(client.send(client.request("").GET()), 405);
			CallbackClient slash = new CallbackClient(running.port(), prefix + "/webhooks/tencent-live/");
			assertThat(slash.post(Samples.battle("slash")).statusCode()).isEqualTo(404);
			if (!prefix.isEmpty()) {
				assertThat(running.client().post(Samples.battle("above")).statusCode()).isIn(404, 405);
				assertThat(running.bean(RecordingHandler.class).battles).hasSize(1);
			}
		}
	}

	private static String orEmpty(String text) {
		return (text != null) ? text : "";
	}

	@Test
	void whenPathIsSetThenEndpointIsThereOnly() {
		try (TestServer server = TestServer.start(RecordingHandler.class, "livehook.path=/hooks/live")) {
			Answers.assertOk(new CallbackClient(server.port(), "/hooks/live").post(Samples.battle("moved")));
			assertThat(server.client().post(Samples.battle("old")).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenDisabledThenThereIsNoEndpoint() {
		try (TestServer server = TestServer.start(RecordingHandler.class, "livehook.enabled=false")) {
			assertThat(server.client().post(Samples.battle("disabled")).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenManagementHasPortOfItsOwnThenEndpointIsNotThere() throws Exception {
		try (TestServer server = TestServer.start(List.of(RecordingHandler.class), "management.server.port=0",
				"management.endpoints.web.exposure.include=health")) {
			int managementPort = server.bean(Environment.class)
				.getRequiredProperty("local.management.port", Integer.class);
			assertThat(new CallbackClient(managementPort).post(Samples.battle("management")).statusCode())
				.isEqualTo(404);
			HttpRequest health = HttpRequest
				.newBuilder(URI.create("http://localhost:" + managementPort + "/actuator/health"))
				.build();
			assertThat(HttpClient.newHttpClient().send(health, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
			Answers.assertOk(server.client().post(Samples.battle("application")));
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenThreadsAreVirtualThenHandlersRunOnThem() {
		try (TestServer server = TestServer.start(ThreadHandler.class, "spring.threads.virtual.enabled=true")) {
			Answers.assertOk(server.client().post(Samples.battle("virtual")));
			assertThat(server.bean(ThreadHandler.class).thread.toString()).contains("Virtual");
		}
	}

	static class ThreadHandler {

		volatile Thread thread;

		@OnBattleStart
		void started(BattleStarted battle) {
			this.thread = Thread.currentThread();
		}

	}

}
