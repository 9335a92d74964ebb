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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that are added from outside: a record, an annotation and a row for each, and
 * nothing else.
 */
class TwentiethCommandIntegrationTests {

	private static final String LIKE_SENT = "Live.CallbackAfterSendLike";

	private static final String JOIN = "Live.CallbackBeforeJoinRoom";

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(Catalog.class, Likes.class, Door.class), "livehook.response-timeout=1900ms");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenEventIsPostedThenItsRecordArrivesAndRepeatIsRecognised() {
		Likes likes = server.bean(Likes.class);
		Answers.assertOk(client.post(like("l-1", 3)));
		Answers.assertOk(client.post(like("l-1", 3)));
		Answers.assertOk(client.post(like("l-2", 5)));
		assertThat(likes.sent).containsExactly(new LikeSent("l-1", 3L), new LikeSent("l-2", 5L));
		assertThat(likes.metadata).extracting(CallbackMetadata::callbackId).containsExactly("l-1", "l-2");
		assertThat(likes.metadata).extracting(CallbackMetadata::command).containsOnly(LIKE_SENT);
	}

	@Test
	void whenEventDoesNotFitThenAnswers400() {
		Answers.assertFailed(client.post("{\"CallbackCommand\":\"" + LIKE_SENT + "\",\"Count\":{}}"), 400);
	}

	@Test
	void whenQuestionIsPostedThenItsOwnDecisionIsTheAnswer() {
		assertThat(join("jared")).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"Seat\":1}");
		assertThat(join("tandy"))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"full\",\"ErrorCode\":8,\"Seat\":0}");
		assertThat(join("tandy"))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"full\",\"ErrorCode\":8,\"Seat\":0}");
	}

	@Test
	void whenQuestionFailsThenOnFailureOfItsAnnotationIsTheAnswer() {
		assertThat(join("nobody"))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"by code\",\"ErrorCode\":9,\"Seat\":0}");
	}

	@Test
	void whenHandlersAreListedThenIdOfTheAnnotationIsThere() {
		CallbackHandlers handlers = server.bean(CallbackHandlers.class);
		assertThat(handlers.handlers()).extracting(CallbackHandler::id).containsExactly("likes");
		assertThat(handlers.decisionHandlers()).extracting(CallbackHandler::id)
			.containsExactly("twentiethCommandIntegrationTests.Door.open");
	}

	@Test
	void whenNothingDecidesThenDefaultOfTheKindIsTheAnswer() {
		try (TestServer undecided = TestServer.start(Catalog.class)) {
			assertThat(undecided.client().post("{\"CallbackCommand\":\"" + JOIN + "\"}").body())
				.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"by code\",\"ErrorCode\":7,\"Seat\":0}");
		}
	}

	private static String like(String id, int count) {
		return "{\"CallbackCommand\":\"%s\",\"LikeId\":\"%s\",\"Count\":\"%d\"}".formatted(LIKE_SENT, id, count);
	}

	private static String join(String account) {
		HttpResponse<String> response = client
			.post("{\"CallbackCommand\":\"%s\",\"Member_Account\":\"%s\"}".formatted(JOIN, account));
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	record LikeSent(@JsonProperty("LikeId") @Nullable String likeId,
			@JsonProperty("Count") @Nullable Long count) implements CallbackPayload {
	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@OnCallback(LIKE_SENT)
	@interface OnLike {

		@AliasFor(annotation = OnCallback.class)
		String id() default "";

	}

	record JoinRequest(@JsonProperty("Member_Account") @Nullable String memberAccount) implements CallbackPayload {
	}

	record JoinDecision(int code, String text, int seat) implements Decision {

		static JoinDecision of(int code) {
			return new JoinDecision(code, "by code", 0);
		}

		@Override
		public Map<String, @Nullable Object> fields() {
			return Map.of("Seat", this.seat);
		}

	}

	@Target(ElementType.METHOD)
	@Retention(RetentionPolicy.RUNTIME)
	@BeforeCallback(value = JOIN, onFailure = 9)
	@interface BeforeJoin {

	}

	@Configuration(proxyBeanMethods = false)
	static class Catalog {

		@Bean
		CommandCatalog catalog() {
			return CommandCatalog.standard()
				.with(CallbackCommand.after(LIKE_SENT, LikeSent.class, "LikeId"), CallbackCommand.before(JOIN,
						JoinRequest.class, new DecisionKind<>(JoinDecision.class, JoinDecision::of, 7)));
		}

	}

	static class Likes {

		final List<LikeSent> sent = new CopyOnWriteArrayList<>();

		final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		@OnLike(id = "likes")
		void sent(LikeSent like, CallbackMetadata metadata) {
			this.sent.add(like);
			this.metadata.add(metadata);
		}

	}

	static class Door {

		@BeforeJoin
		JoinDecision open(JoinRequest request) {
			return switch (String.valueOf(request.memberAccount())) {
				case "jared" -> new JoinDecision(0, "", 1);
				case "tandy" -> new JoinDecision(8, "full", 0);
				default -> throw new IllegalStateException("failing as told");
			};
		}

	}

}
