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
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each documented body, posted to a handler of its command, which gets what the file of
 * the same name in {@code samples/events} holds.
 */
class SamplesIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	private static SampleHandlers handlers;

	@BeforeAll
	static void start() {
		// Some samples tell of one event in several ways
		server = TestServer.start(List.of(SampleHandlers.class, ChatSampleHandlers.class),
				"livehook.deduplication.window=0", "livehook.response-timeout=1900ms");
		client = server.client();
		handlers = server.bean(SampleHandlers.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void clear() {
		handlers.received.clear();
		handlers.decision = MessageDecision.deliver();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsPostedThenHandlerGetsEachField(String sample) {
		assertResponse(post(sample), responseTo(sample));
		assertReceived(sample);
	}

	@Test
	void whenSamplesAreListedThenEachHasItsEvent() {
		assertThat(Samples.events())
			.containsExactlyElementsOf(Samples.bodies().stream().map(SamplesIntegrationTests::eventOf).toList());
	}

	@ParameterizedTest
	@CsvSource({ "Live.CallbackBeforeSendGift.json, gift-allow", "Group.CallbackBeforeSendMsg.json, msg-allow",
			"Group.CallbackBeforeSendMsg.json, msg-discard", "Group.CallbackBeforeSendMsg.json, msg-forbid",
			"Group.CallbackBeforeSendMsg.json, msg-modify" })
	void whenDecisionHandlerDecidesThenResponseIsAsDocumented(String sample, String response) {
		handlers.decision = switch (response) {
			case "msg-discard" -> MessageDecision.dropSilently();
			case "msg-forbid" -> MessageDecision.reject();
			case "msg-modify" -> modified();
			default -> MessageDecision.deliver();
		};
		assertResponse(post(sample), response);
		assertReceived(sample);
	}

	private static String responseTo(String sample) {
		return switch (sample.replace(".json", "")) {
			case "Sns.CallbackPrevFriendAdd", "Sns.CallbackPrevFriendResponse" -> "Sns.CallbackPrevFriendAdd.allow";
			case "OfficialAccount.CallbackBeforeAddSubscriber" ->
				"OfficialAccount.CallbackBeforeAddSubscriber.some-refused";
			case "Chatbot.OnC2CSignalMessage" -> "Chatbot.OnC2CSignalMessage.reply";
			case "Chatbot.InterfaceInvocation" -> "Chatbot.InterfaceInvocation.reply";
			default -> "after-ok";
		};
	}

	private static MessageDecision modified() {
		return MessageDecision.deliver()
			.withBody(List.of(new MessageElement.Text("red packet"),
					new MessageElement.Custom("LV1", "CustomElement.MemberLevel", null, null)))
			.withCloudCustomData("your cloud custom data");
	}

	private static HttpResponse<String> post(String sample) {
		String query = SignedQuery.now().replace(BattleStarted.COMMAND, Samples.commandOf(sample));
		return client.send(client.request(query).POST(BodyPublishers.ofString(Samples.read(sample))));
	}

	private static void assertResponse(HttpResponse<String> response, String expected) {
		JsonMapper mapper = JsonMapper.builder().build();
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(mapper.readTree(response.body()))
			.isEqualTo(mapper.readTree(Samples.read("responses/" + expected + ".json")));
	}

	private static void assertReceived(String sample) {
		assertThat(handlers.received.stream().map(CallbackPayload::toString).collect(Collectors.joining(" ")))
			.isEqualTo(inOneLine(Samples.read(eventOf(sample))));
	}

	private static String inOneLine(String event) {
		return event.lines().map(String::strip).collect(Collectors.joining(" ")).replace("[ ", "[").replace("{ ", "{");
	}

	private static String eventOf(String sample) {
		return "events/" + sample.replaceFirst("json$", "txt");
	}

	private static List<String> samples() {
		return Samples.bodies();
	}

}
