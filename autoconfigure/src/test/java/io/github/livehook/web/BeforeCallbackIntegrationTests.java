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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.CallbackInterceptor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows "before-command" of the answer table, for commands without a record and for
 * decisionHandlers in general.
 */
@ExtendWith(OutputCaptureExtension.class)
class BeforeCallbackIntegrationTests {

	private static final String ALLOWED = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(DecisionHandler.class, JsonGifts.class, Surroundings.class),
				"livehook.response-timeout=1900ms");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenAllowedThenAnswersOk() {
		assertThat(decide(CallbackDecision.allow())).isEqualTo(ALLOWED);
	}

	@Test
	void whenRejectedThenCodeAndTextAreTheAnswer() {
		assertThat(decide(CallbackDecision.reject(120001, "blocked")))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"blocked\",\"ErrorCode\":120001}");
	}

	@Test
	void whenDecisionHasFurtherFieldsThenTheyAreInTheAnswer() {
		assertThat(decide(CallbackDecision.allow()
			.withField("RefusedMember_Account", List.of("jared"))
			.withField("Nothing", null)
			.withField("Nested", Map.of("Number", 1))))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,"
					+ "\"RefusedMember_Account\":[\"jared\"],\"Nothing\":null,\"Nested\":{\"Number\":1}}");
	}

	@Test
	void whenFieldCannotBeWrittenThenOnFailureIsTheAnswer() {
		assertThat(decide(CallbackDecision.allow().withField("Self", new Endless())))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":120000}");
		assertThat(decide(CallbackDecision.allow().withField("Broken", new Broken())))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":120000}");
	}

	@Test
	void whenCommandIsNamedOnlyInQueryThenItIsDecided() {
		server.bean(DecisionHandler.class).decision = CallbackDecision.reject(7, "");
		HttpResponse<String> response = client
			.send(client.request(SignedQuery.now().replace("Live.CallbackAfterStartBattle", "New.CallbackBeforeSend"))
				.POST(BodyPublishers.ofString("{\"From_Account\":\"jared\"}")));
		assertThat(response.body()).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":7}");
	}

	@Test
	void whenDecisionHandlerTakesJsonThenBodyThatFitsNoRecordIsDecided() {
		HttpResponse<String> response = client
			.post("{\"CallbackCommand\":\"Live.CallbackBeforeSendGift\",\"GiftWater\":[1]}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"[1]\",\"ErrorCode\":102100}");
	}

	@Test
	void whenEarlierFilterSetsLoggingContextThenDecisionHandlerHasItAndLeavesNothingBehind() {
		DecisionHandler decisionHandler = server.bean(DecisionHandler.class);
		decisionHandler.contexts.clear();
		decide(CallbackDecision.allow());
		decide(CallbackDecision.allow());
		assertThat(decisionHandler.contexts).hasSize(2).allSatisfy((context) -> {
			assertThat(context).containsEntry("trace", "of-the-filter");
			assertThat(context).doesNotContainKey("left-behind");
		});
	}

	@Test
	void whenThereAreInterceptorsThenTheyGoRoundDecisionHandlersAndMayDecide() {
		Surroundings surroundings = server.bean(Surroundings.class);
		surroundings.intercepted.clear();
		decide(CallbackDecision.allow());
		assertThat(surroundings.intercepted).containsExactly("beforeCallbackIntegrationTests.DecisionHandler.check");
		surroundings.instead = CallbackDecision.reject(9, "instead");
		try {
			assertThat(decide(CallbackDecision.allow()))
				.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"instead\",\"ErrorCode\":9}");
		}
		finally {
			surroundings.instead = null;
		}
	}

	@Test
	void whenThereIsNoDecisionHandlerThenAnswerIsTencentsDefaultAndWarnsOnce(CapturedOutput output) {
		try (TestServer undecided = TestServer.start(RecordingHandler.class)) {
			for (int i = 0; i < 2; i++) {
				assertThat(undecided.client().post(Samples.read("Live.CallbackBeforeSendGift.json")).body())
					.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":1}");
				Answers.assertOk(undecided.client().post(Samples.read("Group.CallbackBeforeSendMsg.json")));
				Answers.assertOk(undecided.client().post("{\"CallbackCommand\":\"C2C.CallbackBeforeSendMsg\"}"));
			}
		}
		assertThat(output).containsOnlyOnce("No decision handler for Live.CallbackBeforeSendGift: is there a method "
				+ "annotated for it (@BeforeCallback or the annotation of the command), and is its class a bean "
				+ "(@Component)? Answered with code 1.");
		assertThat(output).containsOnlyOnce("No decision handler for Group.CallbackBeforeSendMsg");
		assertThat(output).containsOnlyOnce("No decision handler for C2C.CallbackBeforeSendMsg")
			.contains("(@Component)? Answered with code 0.");
	}

	private static String decide(CallbackDecision decision) {
		server.bean(DecisionHandler.class).decision = decision;
		HttpResponse<String> response = client
			.post("{\"CallbackCommand\":\"New.CallbackBeforeSend\",\"From_Account\":\"jared\"}");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
		return response.body();
	}

	static class DecisionHandler {

		final List<Map<String, String>> contexts = new CopyOnWriteArrayList<>();

		volatile CallbackDecision decision = CallbackDecision.allow();

		@BeforeCallback(value = "New.CallbackBeforeSend", onFailure = 120000)
		CallbackDecision check(JsonNode body) {
			this.contexts.add(MDC.getCopyOfContextMap());
			MDC.put("left-behind", "by the decisionHandler");
			assertThat(body.path("From_Account").stringValue()).isEqualTo("jared");
			return this.decision;
		}

	}

	static class JsonGifts {

		@BeforeGiftSend
		GiftDecision check(JsonNode body, CallbackMetadata metadata) {
			return GiftDecision.reject(102100, body.path("GiftWater").toString());
		}

	}

	@Configuration("surroundings")
	static class Surroundings {

		final List<String> intercepted = new CopyOnWriteArrayList<>();

		volatile @Nullable CallbackDecision instead;

		@Bean
		CallbackInterceptor interceptor() {
			return (invocation) -> {
				this.intercepted.add(invocation.handler().id());
				return (this.instead != null) ? this.instead : invocation.proceed();
			};
		}

		@Bean
		FilterRegistrationBean<Filter> loggingContextFilter() {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>((request, response, chain) -> {
				MDC.put("trace", "of-the-filter");
				try {
					chain.doFilter(request, response);
				}
				finally {
					MDC.remove("trace");
				}
			});
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	/**
	 * Something that holds itself.
	 */
	static class Endless {

		@JsonProperty("Self")
		Endless self() {
			return this;
		}

	}

	/**
	 * Something that cannot be read.
	 */
	static class Broken {

		@JsonProperty("Value")
		String value() {
			throw new IllegalStateException("secret");
		}

	}

}
