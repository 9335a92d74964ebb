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

package io.github.livehook.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.BodyContentSpec;

import io.github.livehook.event.chat.c2c.PrivateMessageRequest;
import io.github.livehook.event.chat.message.MessageRequest;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.test.CallbackRequest;

/**
 * Tests for {@link Conversations}, over HTTP.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "livehook.response-timeout=1900ms")
class ConversationsTests {

	private final RestTestClient client;

	private final ApplicationContext application;

	ConversationsTests(@LocalServerPort int port, @Autowired ApplicationContext application) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
		this.application = application;
	}

	@Test
	void whenMessageHasUnwantedWordThenItIsRejectedWithTheCodeOfItsFamily() {
		String advertising = "Win the JACKPOT";
		post(CallbackRequest.sample(PrivateMessageRequest.class).with("MsgBody.0.MsgContent.Text", advertising))
			.json("""
					{"ActionStatus": "OK", "ErrorInfo": "no advertising", "ErrorCode": 120001}""");
		post(CallbackRequest.sample(MessageRequest.class).with("MsgBody.0.MsgContent.Text", advertising)).json("""
				{"ActionStatus": "OK", "ErrorInfo": "no advertising", "ErrorCode": 10100}""");
	}

	@Test
	void whenMessageHasNoUnwantedWordThenItIsDelivered() {
		post(CallbackRequest.sample(PrivateMessageRequest.class)).json("""
				{"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}""");
		post(CallbackRequest.sample(MessageRequest.class)).json("""
				{"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0}""");
	}

	@Test
	void whenOneOfTwoFriendsWantsNoMoreThenOnlyThatOneIsRejected() {
		post(CallbackRequest.sample(FriendAddRequest.class)).json("""
				{"ActionStatus": "OK", "ErrorInfo": "", "ErrorCode": 0, "ResultItem": [
					{"To_Account": "otto-2", "ResultCode": 0, "ResultInfo": ""},
					{"To_Account": "pia-3", "ResultCode": 38001, "ResultInfo": "not now"}]}""");
	}

	private BodyContentSpec post(CallbackRequest request) {
		CallbackRequest sent = request.sentTo(this.application);
		return this.client.post()
			.uri(sent.at("/webhooks/tencent-live"))
			.contentType(MediaType.APPLICATION_JSON)
			.body(sent.body())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody();
	}

}
