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

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.handler.BeforeMessageSend;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows "before-command" of the answer table, for messages.
 */
class MessageDecisionIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(Moderation.class, "livehook.response-timeout=1900ms");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@ParameterizedTest
	@CsvSource({ "0,msg-allow", "1,msg-forbid", "2,msg-discard" })
	void whenDecidedByCodeThenAnswerIsTheDocumentedOne(int code, String answer) {
		assertThat(post(MessageDecision.of(code)))
			.isEqualToIgnoringWhitespace(Samples.read("responses/" + answer + ".json"));
	}

	@Test
	void whenRejectedWithReasonThenCodeAndTextAreTheAnswer() {
		assertThat(post(MessageDecision.reject(10200, "muted")))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"muted\",\"ErrorCode\":10200}");
	}

	@Test
	void whenMessageIsReplacedThenAnswerIsTheDocumentedOne() {
		List<MessageElement> body = List.of(new MessageElement.Text("red packet"),
				new MessageElement.Custom("LV1", "CustomElement.MemberLevel", null, Map.of()));
		JsonMapper mapper = JsonMapper.builder().build();
		String answer = post(MessageDecision.deliver().withBody(body).withCloudCustomData("your cloud custom data"));
		assertThat(mapper.readTree(answer)).isEqualTo(mapper.readTree(Samples.read("responses/msg-modify.json")));
	}

	@Test
	void whenOnlyCustomDataIsReplacedThenBodyIsNotInAnswer() {
		assertThat(post(MessageDecision.deliver().withCloudCustomData("")))
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"CloudCustomData\":\"\"}");
	}

	@Test
	void whenDecisionHandlerFailsThenMessageIsDelivered() {
		assertThat(post(null)).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
	}

	@Test
	void whenOnFailureDropsThenFailureDropsMessage() {
		try (TestServer strict = TestServer.start(StrictModeration.class)) {
			HttpResponse<String> response = strict.client().post(Samples.read("Group.CallbackBeforeSendMsg.json"));
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(response.body()).isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":2}");
		}
	}

	private static String post(@Nullable MessageDecision decision) {
		Moderation moderation = server.bean(Moderation.class);
		moderation.decision = decision;
		HttpResponse<String> response = client.post(Samples.read("Group.CallbackBeforeSendMsg.json"));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(moderation.last).extracting(MessageRequest::fromAccount).isEqualTo("jared");
		return response.body();
	}

	static class Moderation {

		volatile @Nullable MessageDecision decision;

		volatile @Nullable MessageRequest last;

		@BeforeMessageSend
		MessageDecision check(MessageRequest message) {
			this.last = message;
			MessageDecision decision = this.decision;
			if (decision == null) {
				throw new IllegalStateException("failing as told");
			}
			return decision;
		}

	}

	static class StrictModeration {

		@BeforeMessageSend(onFailure = MessageDecision.DROP)
		MessageDecision check() {
			throw new IllegalStateException("failing as told");
		}

	}

}
