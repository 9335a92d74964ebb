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

package io.github.livehook.test.http;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.client.RestClient;
import org.springframework.web.context.WebApplicationContext;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for the kit with a whole application, on a real server.
 */
@SpringBootTest(classes = PlainApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@Import(HandlerCalls.class)
@TestMethodOrder(MethodOrderer.MethodName.class)
class HttpIntegrationTests {

	private static final String PATH = "/webhooks/tencent-live";

	private final HandlerCalls calls;

	private final CallbackRequest request;

	private final String url;

	HttpIntegrationTests(@LocalServerPort int port, @Autowired ApplicationContext application,
			@Autowired HandlerCalls calls) {
		this.calls = calls;
		this.request = CallbackRequest.sample(BattleStarted.class).distinct().sentTo(application);
		this.url = "http://localhost:" + port;
	}

	@Test
	void whenSentByClientOfJdkThenItIsHandled() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		assertThat(client.send(this.request.toHttpRequest(this.url + PATH), BodyHandlers.ofString())).isOk()
			.hasNoFurtherFields();
		assertThat(this.calls).containsExactly("battles");
		assertThat(client.send(this.request.token("another").toHttpRequest(this.url + PATH), BodyHandlers.ofString()))
			.isForbidden();
	}

	@Test
	void whenSentByRestTestClientThenItIsHandled() {
		RestTestClient client = RestTestClient.bindToServer().baseUrl(this.url).build();
		assertThat(client.post()
			.uri(this.request.at(PATH))
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.request.body())
			.exchange()).isOk();
		assertThat(this.calls).containsExactly("battles");
	}

	@Test
	void whenSentByRestClientThenItIsHandled() {
		RestClient client = RestClient.create(this.url);
		assertThat(client.post()
			.uri(this.request.at(PATH))
			.contentType(MediaType.APPLICATION_JSON)
			.body(this.request.body())
			.retrieve()
			.toEntity(String.class)).isOk();
		assertThat(this.calls).containsExactly("battles");
	}

	@Test
	void whenSentByMockMvcToWholeApplicationThenItIsSignedForIt(@Autowired MockMvcTester mvc) {
		assertThat(mvc.perform(CallbackRequest.sample(GiftRequest.class))).isRejectedWith(102101, "no gifts today");
		assertThat(this.calls).call("gifts").returned(GiftDecision.reject(102101, "no gifts today"));
	}

	@Test
	void whenMockMvcHasNoFiltersThenItDoesNotSeeTheEndpoint(@Autowired WebApplicationContext application) {
		MockMvcTester withoutFilters = MockMvcTester.from(application);
		int status = withoutFilters.perform(CallbackRequest.sample(GiftRequest.class)).getResponse().getStatus();
		assertThat(status).isEqualTo(404);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenSentAgainThenItIsDuplicateAndCallsNobody() throws Exception {
		HttpClient client = HttpClient.newHttpClient();
		List<Integer> statuses = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			statuses
				.add(client.send(this.request.toHttpRequest(this.url + PATH), BodyHandlers.ofString()).statusCode());
		}
		assertThat(statuses).containsExactly(200, 200);
		assertThat(this.calls).containsExactly("battles");
	}

}
