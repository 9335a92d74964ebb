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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands that Livehook has no record for, over real HTTP.
 */
class UnknownCommandIntegrationTests {

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(Others.class);
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenCommandIsNamedOnlyInQueryThenRecordOfTheApplicationIsRead() {
		Answers.assertOk(client.send(client
			.request(SignedQuery.now().replace("Live.CallbackAfterStartBattle", "ContentCallback.ResultNotify"))
			.POST(BodyPublishers.ofString("""
					{"SdkAppId":1400000000,"MsgID":"m-1","KeywordHits":["a","b"],"New":{"field":1}}"""))));
		Others others = server.bean(Others.class);
		assertThat(others.results).containsExactly(new Result("1400000000", "m-1", List.of("a", "b")));
		assertThat(others.metadata.get(0).command()).isEqualTo("ContentCallback.ResultNotify");
		assertThat(others.metadata.get(0).sdkAppId()).isEqualTo("1400000000");
		assertThat(others.metadata.get(0).callbackId()).isNull();
	}

	@Test
	void whenCommandIsUnknownThenItIsDeliveredToWhatNamesItAndToWhatTakesAll() {
		Answers.assertOk(client.post("""
				{"CallbackCommand":"Test.Other","Info":{"Action":"Login"},"EventTime":1}"""));
		Others others = server.bean(Others.class);
		assertThat(others.states).singleElement()
			.satisfies((body) -> assertThat(body.at("/Info/Action").stringValue()).isEqualTo("Login"));
		assertThat(others.all).filteredOn((callback) -> callback.command().equals("Test.Other")).hasSize(1);
	}

	@Test
	void whenUnknownBodyDoesNotFitRecordOfTheApplicationThenAnswers400AndOthersAreCalled() {
		Answers.assertFailed(client.post("""
				{"CallbackCommand":"ContentCallback.ResultNotify","KeywordHits":{"a":1},"EventTime":2}"""), 400);
		assertThat(server.bean(Others.class).all)
			.filteredOn((callback) -> callback.fields().containsKey("KeywordHits")
					&& callback.fields().containsKey("EventTime"))
			.hasSize(1);
	}

	/**
	 * A record of the application's own.
	 *
	 * @param sdkAppId the app, which is sent as a number
	 * @param messageId the message
	 * @param keywords the keywords
	 */
	record Result(@JsonProperty("SdkAppId") @Nullable String sdkAppId,
			@JsonProperty("MsgID") @Nullable String messageId, @JsonProperty("KeywordHits") List<String> keywords) {
	}

	static class Others {

		final List<Result> results = new CopyOnWriteArrayList<>();

		final List<CallbackMetadata> metadata = new CopyOnWriteArrayList<>();

		final List<JsonNode> states = new CopyOnWriteArrayList<>();

		final List<UnknownCallback> all = new CopyOnWriteArrayList<>();

		@OnCallback("ContentCallback.ResultNotify")
		void moderated(CallbackMetadata metadata, Result result) {
			this.results.add(result);
			this.metadata.add(metadata);
		}

		@OnCallback("Test.Other")
		void changed(JsonNode body) {
			this.states.add(body);
		}

		@OnCallback(OnCallback.ANY)
		void all(UnknownCallback callback) {
			this.all.add(callback);
		}

	}

}
