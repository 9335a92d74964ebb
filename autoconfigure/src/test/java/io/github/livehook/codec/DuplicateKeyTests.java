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

package io.github.livehook.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.chat.call.CallRecordingChanged;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is a duplicate.
 */
class DuplicateKeyTests {

	private static final String BATTLE = "{\"BattleId\":\"b\",\"EventTime\":1}";

	private static final String WITHOUT_TIME = "{\"Name\":\"tandy\"}";

	private final CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());

	@Test
	void whenBytesAreTheSameThenItIsADuplicate() throws Exception {
		assertThat(key(BATTLE)).isNotNull().isEqualTo(key(BATTLE));
		assertThat(key("Test.Other", "{\"EventTime\":1}", null)).isNotNull()
			.isEqualTo(key("Test.Other", "{\"EventTime\":1}", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"BattleId\":\"b\",\"EventTime\":1 }", "{\"BattleId\":\"b\",\"EventTime\":2}",
			"{\"BattleId\":\"b\",\"EventTime\":1,\"Forged\":true}" })
	void whenBodyIsAnotherThenItIsNoneThoughTheKeyIsTheSame(String other) throws Exception {
		Callback forged = this.codec.decode(bytes(other), metadata(BattleStarted.COMMAND, "1400000000", "r"));
		assertThat(forged.metadata().callbackId()).isEqualTo("b");
		assertThat(forged.duplicateKey()).isNotNull()
			.isNotEqualTo(key(BattleStarted.COMMAND, BATTLE, "r"))
			.isNotEqualTo(key(BATTLE));
	}

	@Test
	void whenAppOrCommandIsAnotherThenItIsNone() throws Exception {
		UUID key = key(BATTLE);
		assertThat(key("Live.CallbackAfterEndBattle", BATTLE, null)).isNotNull().isNotEqualTo(key);
		assertThat(this.codec.decode(bytes(BATTLE), metadata(BattleStarted.COMMAND, "1400000001", null)).duplicateKey())
			.isNotNull()
			.isNotEqualTo(key);
	}

	@Test
	void whenThereIsNeitherKeyNorTimeNorRequestIdThenItIsNever() throws Exception {
		assertThat(key("Test.Other", WITHOUT_TIME, null)).isNull();
	}

	@Test
	void whenThereIsOnlyTheRequestIdThenBytesCountWithIt() throws Exception {
		UUID key = key("Test.Other", WITHOUT_TIME, "request");
		assertThat(key).isNotNull().isEqualTo(key("Test.Other", WITHOUT_TIME, "request"));
		assertThat(key("Test.Other", WITHOUT_TIME, "another")).isNotNull().isNotEqualTo(key);
		assertThat(key("Test.Other", "{\"Name\":\"mallory\"}", "request")).isNotNull().isNotEqualTo(key);
	}

	@Test
	void whenThereIsAKeyThenTheRequestIdDoesNotCount() throws Exception {
		assertThat(key(BattleStarted.COMMAND, BATTLE, "request"))
			.isEqualTo(key(BattleStarted.COMMAND, BATTLE, "another"))
			.isEqualTo(key(BATTLE));
	}

	@Test
	void whenEventComesInABatchThenItsOwnPartCounts() throws Exception {
		String event = "{\"CallbackCommand\":\"Test.Other\",\"EventTime\":1}";
		List<Callback> one = batch(null, event, "{\"CallbackCommand\":\"Test.Other\",\"EventTime\":2}");
		List<Callback> other = batch(null, "{\"CallbackCommand\":\"Test.Other\",\"EventTime\":3}", event);
		assertThat(one.get(0).duplicateKey()).isNotNull().isEqualTo(other.get(1).duplicateKey());
		assertThat(one.get(1).duplicateKey()).isNotNull().isNotEqualTo(other.get(0).duplicateKey());
	}

	@Test
	void whenTheSameComesTwiceInOneRequestWithNothingButItsIdThenItHasHappenedTwice() throws Exception {
		String event = "{\"CallbackCommand\":\"Test.Other\",\"Name\":\"tandy\"}";
		List<Callback> callbacks = batch("request", event, event);
		assertThat(callbacks.get(0).duplicateKey()).isNotNull().isNotEqualTo(callbacks.get(1).duplicateKey());
		assertThat(batch("request", event, event)).extracting(Callback::duplicateKey)
			.containsExactly(callbacks.get(0).duplicateKey(), callbacks.get(1).duplicateKey());
	}

	@Test
	void whenRetryStampsAFieldAnewThenThatDoesNotCount() throws Exception {
		String recording = "{\"EventGroupId\":1,\"EventType\":301,\"CallbackTs\":%d,\"EventInfo\":{\"TaskId\":\"t\","
				+ "\"EventMsTs\":5,\"Payload\":{\"Status\":%d}}}";
		UUID key = key(RecordingChanged.COMMAND, recording.formatted(1, 0), null);
		assertThat(key).isNotNull().isEqualTo(key(RecordingChanged.COMMAND, recording.formatted(2, 0), null));
		assertThat(key(RecordingChanged.COMMAND, recording.formatted(1, 1), null)).isNotNull().isNotEqualTo(key);
		assertThat(key("Test.Other", "{\"EventTime\":1,\"CallbackTs\":1}", null))
			.isNotEqualTo(key("Test.Other", "{\"EventTime\":1,\"CallbackTs\":2}", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"x\"", "{\"a\":1}", "null", "1.5", "3600001", "-9223372036854775808",
			"100000000000000000000" })
	void whenWhatARetryStampsIsNoTimeThenItCounts(String forged) throws Exception {
		String recording = "{\"EventType\":301,\"CallbackTs\":%s,\"EventInfo\":{\"TaskId\":\"t\",\"EventMsTs\":5,\"Payload\":{\"Status\":0}}}";
		assertThat(key(RecordingChanged.COMMAND, recording.formatted(forged), null)).isNotNull()
			.isNotEqualTo(key(RecordingChanged.COMMAND, recording.formatted("1"), null));
	}

	@Test
	void whenRecordingOfACallIsSentAgainThenItIsADuplicateThoughItsTimeIsDeeper() throws Exception {
		String recording = "{\"CallId\":\"c\",\"Callback\":{\"CallbackTs\":%d,\"EventInfo\":{\"TaskId\":\"%s\"}},"
				+ "\"EventTime\":1}";
		UUID key = key(CallRecordingChanged.COMMAND, recording.formatted(1, "t"), null);
		assertThat(key).isNotNull()
			.isEqualTo(key(CallRecordingChanged.COMMAND, recording.formatted(2, "t"), null))
			.isNotEqualTo(key(CallRecordingChanged.COMMAND, recording.formatted(1, "u"), null))
			.isNotEqualTo(key(CallRecordingChanged.COMMAND, recording.formatted(3600001, "t"), null));
		String odd = "{\"Callback\":[{\"CallbackTs\":1}],\"EventTime\":1}";
		assertThat(key(CallRecordingChanged.COMMAND, odd, null)).isNotNull();
	}

	@Test
	void whenWhatARetryStampsIsMissingThenThatCounts() throws Exception {
		String rest = "\"EventType\":301,\"EventInfo\":{\"TaskId\":\"t\",\"EventMsTs\":5,\"Payload\":{\"Status\":0}}}";
		assertThat(key(RecordingChanged.COMMAND, "{" + rest, null)).isNotNull()
			.isNotEqualTo(key(RecordingChanged.COMMAND, "{\"CallbackTs\":1," + rest, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1e999999999", "-1e-999999999", "123456789012345678901234567890.5e-7" })
	void whenANumberIsOddThenThereIsAKeyOrTheBodyIsInvalid(String number) {
		String recording = "{\"EventType\":301,\"CallbackTs\":%s,\"Odd\":%s,\"EventInfo\":{\"TaskId\":\"t\",\"EventMsTs\":5,"
				+ "\"Payload\":{\"Status\":0}}}";
		for (String body : List.of(recording.formatted("1", number), recording.formatted(number, "1"))) {
			try {
				assertThat(key(RecordingChanged.COMMAND, body, "r")).isNotNull();
			}
			catch (InvalidBodyException ex) {
				assertThat(ex).hasMessageContaining("number");
			}
		}
	}

	@Test
	void whenTextIsNoTextThenItIsNotTheSameAsAQuestionMark() throws Exception {
		String recording = "{\"EventType\":301,\"CallbackTs\":1,\"EventInfo\":{\"TaskId\":\"t\",\"RoomId\":\"%s\"}}";
		assertThat(key(RecordingChanged.COMMAND, recording.formatted("\\ud800"), "r")).isNotNull()
			.isNotEqualTo(key(RecordingChanged.COMMAND, recording.formatted("?"), "r"));
	}

	@Test
	void whenCommandAsksBeforeThenItIsNever() throws Exception {
		assertThat(key(GiftRequest.COMMAND, "{\"EventTime\":1}", "request")).isNull();
	}

	@Test
	void whenIdentifierIsOfTheApplicationThenItDecidesAlone() throws Exception {
		CallbackCodec own = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> callback.metadata().requestId());
		CallbackMetadata metadata = metadata(BattleStarted.COMMAND, "1400000000", "own");
		UUID key = own.decode(bytes(BATTLE), metadata).duplicateKey();
		assertThat(key).isNotNull().isEqualTo(own.decode(bytes(WITHOUT_TIME), metadata).duplicateKey());
		assertThat(own.decode(bytes(BATTLE), metadata(BattleStarted.COMMAND, "1400000000", null)).duplicateKey())
			.isNull();
	}

	@Test
	void whenCallbackWasKeptThenItIsAskedForNoMore() throws Exception {
		assertThat(
				this.codec.restore(bytes(BATTLE), metadata(BattleStarted.COMMAND, "1400000000", null)).duplicateKey())
			.isNull();
	}

	private List<Callback> batch(@Nullable String requestId, String... events) throws InvalidBodyException {
		return this.codec.decodeAll(bytes("{\"Events\":[" + String.join(",", events) + "]}"),
				metadata("", "1400000000", requestId));
	}

	private @Nullable UUID key(String body) throws InvalidBodyException {
		return key(BattleStarted.COMMAND, body, null);
	}

	private @Nullable UUID key(String command, String body, @Nullable String requestId) throws InvalidBodyException {
		return this.codec.decode(bytes(body), metadata(command, "1400000000", requestId)).duplicateKey();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static CallbackMetadata metadata(String command, String app, @Nullable String requestId) {
		return new CallbackMetadata(app, command, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, requestId,
				1);
	}

}
