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
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "handled; no handler; unknown command; repeat; URL check" of the answer table.
 */
class HandledIntegrationTests {

	private static final BattleStarted DOCUMENTED = new BattleStarted("4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs=",
			Duration.ofMinutes(1), Instant.ofEpochSecond(1739954005), Instant.ofEpochSecond(1739954005),
			new BattleRoom("pk-3", "brennan"), java.util.List.of(new BattleRoom("pk-5", "tandy")),
			Instant.ofEpochMilli(1739954005000L));

	private static TestServer server;

	private static CallbackClient client;

	private RecordingHandler handler;

	@BeforeAll
	static void start() {
		server = TestServer.start(RecordingHandler.class, "livehook.deduplication.window=1m");
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void findHandler() {
		this.handler = server.bean(RecordingHandler.class);
		this.handler.battles.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { Samples.AS_PRINTED, Samples.BATTLE_STARTED })
	void whenDocumentedSampleIsPostedTwiceThenHandlerIsCalledOnce(String sample) {
		Answers.assertOk(client.post(Samples.read(sample)));
		Answers.assertOk(client.post(Samples.read(sample)));
		assertThat(this.handler.battles).containsExactly(DOCUMENTED);
	}

	@Test
	void whenFromRoomIsStringWithJsonThenItIsRead() {
		Answers.assertOk(client.post("""
				{"BattleId":"as-string","FromRoomInfo":"{\\"RoomId\\":\\"pk-3\\",\\"Owner_Account\\":\\"brennan\\"}",
				"CallbackCommand":"Live.CallbackAfterStartBattle"}"""));
		assertThat(this.handler.battles).singleElement()
			.extracting(BattleStarted::fromRoom)
			.isEqualTo(DOCUMENTED.fromRoom());
	}

	@Test
	void whenAccountsAreLargeNumbersThenNoDigitIsLost() {
		Answers.assertOk(client.post("""
				{"BattleId":144115216631667827,"FromRoomInfo":{"RoomId":7,"Owner_Account":144115245353757793},
				"Duration":"60000","New":{"field":[1]},"ToRoomList":[],"CreateTime":null}"""));
		BattleStarted battle = this.handler.battles.get(0);
		assertThat(battle.battleId()).isEqualTo("144115216631667827");
		assertThat(battle.fromRoom()).isEqualTo(new BattleRoom("7", "144115245353757793"));
		assertThat(battle.duration()).isEqualTo(Duration.ofMinutes(1));
		assertThat(battle.toRooms()).isEmpty();
		assertThat(battle.createTime()).isNull();
	}

	@Test
	void whenBodyBeginsWithByteOrderMarkThenItIsRead() {
		Answers.assertOk(client.post('\uFEFF' + Samples.battle("with-mark")));
		assertThat(this.handler.battles).hasSize(1);
	}

	@Test
	void whenCommandIsOnlyInQueryThenHandlerIsCalled() {
		Answers.assertOk(client.post("{\"BattleId\":\"by-query\"}"));
		assertThat(this.handler.battles).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Live.CallbackAfterCreateRoom", "Test.Other", "\\u0000\\n", "x" })
	void whenThereIsNoHandlerForCommandThenAnswersOk(String command) {
		Answers.assertOk(client.post("{\"CallbackCommand\":\"" + command + "\",\"BattleId\":\"other\"}"));
		assertThat(this.handler.battles).isEmpty();
	}

	@Test
	void whenUrlIsCheckedThenAnswersOk() {
		Answers.assertOk(client.send(client.request(SignedQuery.now()).POST(BodyPublishers.noBody())));
		assertThat(this.handler.battles).isEmpty();
	}

	@Test
	void whenUrlCheckNamesNoAppButIsSignedThenAnswersOk() {
		String time = String.valueOf(Instant.now().getEpochSecond());
		String query = "RequestTime=" + time + "&Sign=" + SignedQuery.sign(SignedQuery.TOKEN, time);
		Answers.assertOk(client.send(client.request(query).POST(BodyPublishers.noBody())));
		Answers.assertFailed(client.send(client.request(query).POST(BodyPublishers.ofString("{}"))), 403);
		Answers.assertFailed(client.send(client.request("").POST(BodyPublishers.noBody())), 403);
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
			"application/json; charset=utf-16", "nonsense" })
	void whenContentTypeIsWrongThenBodyIsReadAllTheSame(String contentType) {
		Answers.assertOk(client.send(client.request(SignedQuery.now())
			.setHeader("Content-Type", contentType)
			.POST(BodyPublishers.ofString(Samples.battle("type " + contentType)))));
		assertThat(this.handler.battles).hasSize(1);
	}

}
