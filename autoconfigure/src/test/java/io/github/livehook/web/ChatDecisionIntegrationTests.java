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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.InvocationDecision;
import io.github.livehook.decision.MemberDecision;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.decision.SignalDecision;
import io.github.livehook.event.chat.group.GroupCreationRequest;
import io.github.livehook.event.chat.group.JoinRequest;
import io.github.livehook.event.chat.group.TopicCreationRequest;
import io.github.livehook.event.chat.message.ChatMessage;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.handler.BeforeCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows "before-command" of the answer table, for Chat.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChatDecisionIntegrationTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final String OFFICIAL_MESSAGE = "OfficialAccount.CallbackBeforeSendMsg";

	private static final String SUBSCRIPTION = "OfficialAccount.CallbackBeforeAddSubscriber";

	private static final String INVITATION = "Group.CallbackBeforeInviteJoinGroup";

	private static final String SUBSCRIBERS = Samples.read(SUBSCRIPTION + ".json").replace("\"pia-3\"", "7");

	private static TestServer server;

	private static CallbackClient client;

	private static Chat chat;

	@BeforeAll
	static void start() {
		server = TestServer.start(Chat.class, "livehook.response-timeout=1900ms");
		client = server.client();
		chat = server.bean(Chat.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenMessageIsDecidedThenAnswerIsTheDocumentedOne() {
		String message = Samples.read("C2C.CallbackBeforeSendMsg.json");
		List<MessageElement> body = List.of(new MessageElement.Text("see you at nine"),
				new MessageElement.Custom("LV1", "CustomElement.MemberLevel", null, Map.of()));
		assertAnswer(message, MessageDecision.dropSilently(), "C2C.CallbackBeforeSendMsg.drop");
		assertAnswer(message, MessageDecision.deliver().withBody(body).withCloudCustomData("new custom"),
				"C2C.CallbackBeforeSendMsg.modify");
		assertAnswer(message, MessageDecision.reject(120001, "NOT_FRIEND"),
				"C2C.CallbackBeforeSendMsg.reject-own-code");
		assertAnswer(message, MessageDecision.reject("NOT_FRIEND"), "C2C.CallbackBeforeSendMsg.reject-own-code");
	}

	@Test
	void whenOneMethodDecidesOnBothFamiliesThenRejectionHasTheLowestCodeOfEach() {
		MessageDecision rejection = MessageDecision.reject("no");
		assertThat(code(Samples.read("C2C.CallbackBeforeSendMsg.json"), rejection)).isEqualTo(120001);
		assertThat(chat.message).extracting(ChatMessage::fromAccount).isEqualTo("nora-1");
		assertThat(code(Samples.read("Group.CallbackBeforeSendMsg.json"), rejection)).isEqualTo(10100);
		assertThat(chat.message).extracting(ChatMessage::fromAccount).isEqualTo("jared");
		assertThat(code(command(OFFICIAL_MESSAGE), rejection)).isEqualTo(120001);
		assertThat(code(command(OFFICIAL_MESSAGE), MessageDecision.reject())).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource({ "C2C.CallbackBeforeSendMsg, 120001, 130000, 10100",
			"Group.CallbackBeforeSendMsg, 10100, 10200, 120001", OFFICIAL_MESSAGE + ", 120001, 130000, 10200" })
	void whenCodeOfMessageIsOfAnotherFamilyThenHandlerHasFailedAndMessageIsDelivered(String command, int lowest,
			int highest, int wrong) {
		assertThat(code(command(command), MessageDecision.reject(lowest, "no"))).isEqualTo(lowest);
		assertThat(code(command(command), MessageDecision.reject(highest, "no"))).isEqualTo(highest);
		assertThat(code(command(command), MessageDecision.reject(wrong, "no"))).isEqualTo(0);
		assertThat(code(command(command), MessageDecision.of(wrong))).isEqualTo(0);
	}

	@ParameterizedTest
	@ValueSource(strings = { GroupCreationRequest.COMMAND, JoinRequest.COMMAND, TopicCreationRequest.COMMAND })
	void whenGroupIsDecidedOnThenItsCodesAreChecked(String command) {
		assertCodes(command, new int[] { 0, 1, 10100, 10200 },
				new int[] { -1, 2, 10016, 10099, 10201, 102100, 120001, Integer.MIN_VALUE });
	}

	@Test
	void whenOfficialAccountIsDecidedOnThenItsCodesAreChecked() {
		assertCodes("OfficialAccount.CallbackBeforeCreateOfficialAccount", new int[] { 0, 1, 120001, 130000 },
				new int[] { -1, 2, 10100, 120000, 130001, Integer.MAX_VALUE });
	}

	private static void assertCodes(String command, int[] right, int[] wrong) {
		for (int code : right) {
			assertThat(code(command(command), CallbackDecision.of(code))).isEqualTo(code);
		}
		for (int code : wrong) {
			assertThat(code(command(command), CallbackDecision.of(code))).as("answer to %s", code).isEqualTo(0);
		}
	}

	@Test
	void whenSomeAreRefusedThenAnswerIsTheDocumentedOne() {
		MemberDecision some = MemberDecision.allowExcept(List.of("otto-2"));
		assertAnswer(Samples.read(INVITATION + ".json"), some, INVITATION + ".some-refused");
		assertAnswer(SUBSCRIBERS, some, SUBSCRIPTION + ".some-refused");
		assertThat(
				post(SUBSCRIBERS, MemberDecision.allowExcept(List.of("7", "otto-2"))).path("RefusedSubscribers_Account")
					.toString())
			.isEqualTo("[\"7\",\"otto-2\"]");
	}

	@Test
	void whenAllAreRefusedThenCodeIsOfTheFamily() {
		MemberDecision none = MemberDecision.reject("full");
		assertThat(post(command(INVITATION), none))
			.hasToString("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"full\"," + "\"ErrorCode\":10100}");
		assertThat(code(SUBSCRIBERS, none)).isEqualTo(120001);
		assertThat(code(SUBSCRIBERS, MemberDecision.reject())).isEqualTo(1);
		assertThat(code(command(INVITATION), MemberDecision.reject(10200, ""))).isEqualTo(10200);
		assertThat(code(command(INVITATION), MemberDecision.reject(120001, ""))).isEqualTo(0);
	}

	@Test
	void whenOneIsRefusedWhoWasNotAskedAboutThenHandlerHasFailed() {
		JsonNode answer = post(SUBSCRIBERS, MemberDecision.allowExcept(List.of("otto-2", "pia-3")));
		assertThat(answer).hasToString("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
	}

	@Test
	void whenCodeIsWrongThenLogNamesMethodAndCommandAndCodes(CapturedOutput output) {
		assertThat(code(SUBSCRIBERS, MemberDecision.reject(10150, "no"))).isEqualTo(0);
		assertThat(output)
			.containsPattern("ERROR .*The decision of \\S+ChatDecisionIntegrationTests\\$Chat\\.members"
					+ "\\(\\) of bean '\\S+' on OfficialAccount\\.CallbackBeforeAddSubscriber cannot be sent")
			.contains("The code is 10150, and not 0 to 1 or 120001 to 130000");
	}

	@Test
	void whenChatbotIsRepliedToThenAnswerIsTheDocumentedOne() {
		assertAnswer(command("Chatbot.OnC2CSignalMessage"), SignalDecision.reply("{\"msg\":\"to the bot\"}"),
				"Chatbot.OnC2CSignalMessage.reply");
		assertAnswer(command("Chatbot.InterfaceInvocation"),
				InvocationDecision.reply(Map.of("testKey1", "value1", "testKey3", "10")),
				"Chatbot.InterfaceInvocation.reply");
		assertThat(code(command("Chatbot.OnC2CSignalMessage"), SignalDecision.ignore())).isEqualTo(1);
	}

	@Test
	void whenHandlerFailsThenAnswerIsWhatTencentDocuments() {
		for (String command : List.of("C2C.CallbackBeforeSendMsg", OFFICIAL_MESSAGE, JoinRequest.COMMAND, INVITATION)) {
			assertThat(post(command(command), null))
				.hasToString("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
		}
		assertThat(post(command("Chatbot.OnC2CSignalMessage"), null))
			.hasToString("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":1,\"RspData\":\"\"}");
		assertThat(post(command("Chatbot.InterfaceInvocation"), null))
			.hasToString("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"Body\":{}}");
	}

	private static void assertAnswer(String body, Decision decision, String answer) {
		assertThat(post(body, decision)).isEqualTo(mapper.readTree(Samples.read("responses/" + answer + ".json")));
	}

	private static int code(String body, Decision decision) {
		return post(body, decision).path("ErrorCode").intValue();
	}

	private static JsonNode post(String body, @Nullable Decision decision) {
		chat.decision = decision;
		HttpResponse<String> response = client.post(body);
		assertThat(response.statusCode()).isEqualTo(200);
		return mapper.readTree(response.body());
	}

	private static String command(String command) {
		return "{\"CallbackCommand\":\"" + command + "\"}";
	}

	static class Chat {

		volatile @Nullable Decision decision;

		volatile @Nullable ChatMessage message;

		@BeforeCallback
		MessageDecision message(ChatMessage message) {
			this.message = message;
			return decide(MessageDecision.class);
		}

		@BeforeCallback(OFFICIAL_MESSAGE)
		MessageDecision official(JsonNode message) {
			return decide(MessageDecision.class);
		}

		@BeforeCallback({ INVITATION, SUBSCRIPTION })
		MemberDecision members() {
			return decide(MemberDecision.class);
		}

		@BeforeCallback({ GroupCreationRequest.COMMAND, JoinRequest.COMMAND, TopicCreationRequest.COMMAND,
				"OfficialAccount.CallbackBeforeCreateOfficialAccount" })
		CallbackDecision others(CallbackMetadata metadata) {
			return decide(CallbackDecision.class);
		}

		@BeforeCallback("Chatbot.OnC2CSignalMessage")
		SignalDecision signal() {
			return decide(SignalDecision.class);
		}

		@BeforeCallback("Chatbot.InterfaceInvocation")
		InvocationDecision invocation() {
			return decide(InvocationDecision.class);
		}

		private <D extends Decision> D decide(Class<D> type) {
			Decision decision = this.decision;
			if (decision == null) {
				throw new IllegalStateException("failing as told");
			}
			return type.cast(decision);
		}

	}

}
