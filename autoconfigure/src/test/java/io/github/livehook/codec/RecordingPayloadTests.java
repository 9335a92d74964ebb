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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.recording.RecordingChanged.Recording;
import io.github.livehook.event.live.recording.RecordingChanged.RecordingEventType;
import io.github.livehook.event.live.recording.RecordingPayload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RecordingPayloadTests {

	private static final Map<Integer, Class<? extends RecordingPayload>> TYPES = Map.ofEntries(
			Map.entry(301, RecordingPayload.Progress.class), Map.entry(302, RecordingPayload.Stop.class),
			Map.entry(303, RecordingPayload.Progress.class), Map.entry(304, RecordingPayload.FileIndex.class),
			Map.entry(305, RecordingPayload.Stop.class), Map.entry(306, RecordingPayload.Progress.class),
			Map.entry(307, RecordingPayload.FileSlice.class), Map.entry(309, RecordingPayload.ImageFailure.class),
			Map.entry(310, RecordingPayload.Mp4Files.class), Map.entry(311, RecordingPayload.VodUpload.class),
			Map.entry(312, RecordingPayload.Progress.class), Map.entry(801, RecordingPayload.WebPage.class),
			Map.entry(802, RecordingPayload.WebPage.class), Map.entry(803, RecordingPayload.WebPage.class),
			Map.entry(804, RecordingPayload.WebPage.class));

	@ParameterizedTest
	@MethodSource("types")
	void whenTypeIsKnownThenItSaysWhatPayloadIs(int type) throws Exception {
		assertThat(payload(String.valueOf(type), "{}")).isExactlyInstanceOf(TYPES.get(type));
		assertThat(payload("\"" + type + "\"", "{}")).isExactlyInstanceOf(TYPES.get(type));
		assertThat(event("{\"EventInfo\":{\"Payload\":{}},\"EventType\":" + type + "}").recording().payload())
			.isExactlyInstanceOf(TYPES.get(type));
	}

	@Test
	void whenTypesAreListedThenNoOtherHasRecord() {
		assertThat(RecordingPayloads.RECORDS.keySet()).extracting(RecordingEventType::code)
			.containsExactlyInAnyOrderElementsOf(TYPES.keySet());
	}

	@Test
	void whenFileListIsTextOrListThenTypeDecides() throws Exception {
		assertThat(payload("304", "{\"FileList\":\"a.m3u8\"}")).isEqualTo(new RecordingPayload.FileIndex("a.m3u8"));
		assertThat(payload("310", "{\"FileList\":[\"a.mp4\",\"b.mp4\"]}"))
			.isEqualTo(new RecordingPayload.Mp4Files(null, List.of("a.mp4", "b.mp4"), List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"1622186279153\"", "1622186279153" })
	void whenSliceIsReportedThenItsTimeIsRead(String time) throws Exception {
		assertThat(payload("307",
				"{\"FileName\":\"a.ts\",\"UserId\":\"b\",\"TrackType\":\"audio\",\"BeginTimeStamp\":" + time + "}"))
			.isEqualTo(new RecordingPayload.FileSlice("a.ts", "b", "audio", Instant.ofEpochMilli(1622186279153L)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "305|{\"Status\":0}", "305|{\"LeaveCode\":2}", "302|{\"LeaveCode\":99,\"Status\":1}" })
	void whenRecordingEndsThenEitherCodeIsRead(String type, String json) throws Exception {
		JsonMapper mapper = JsonMapper.builder().build();
		RecordingPayload payload = payload(type, json);
		byte[] written = Decoding.CODEC.encodeFields(Map.of("Payload", payload));
		assertThat(mapper.readTree(written).path("Payload")).isEqualTo(mapper.readTree(json));
	}

	@ParameterizedTest
	@ValueSource(strings = { "300", "308", "313", "805", "0", "-1", "2147483647", "null", "\"\"" })
	void whenTypeIsUnknownThenPayloadIsKeptAndWrittenBack(String type) throws Exception {
		RecordingChanged event = event(body(type, "{\"Status\":0,\"New\":{\"a\":[1.10,null]}}"));
		assertThat(((RecordingPayload.Unknown) event.recording().payload()).fields()).containsEntry("Status", 0)
			.containsOnlyKeys("Status", "New");
		assertThat(Decoding.CODEC.decode(Decoding.CODEC.encode(event), Decoding.metadata("")).payload())
			.isEqualTo(event);
	}

	@Test
	void whenInfoOrPayloadIsTextThatHoldsJsonThenItIsRead() throws Exception {
		RecordingPayload stopped = new RecordingPayload.Stop(1, null);
		assertThat(payload("302", "\"{\\\"LeaveCode\\\":1}\"")).isEqualTo(stopped);
		assertThat(payload("999", "\"{\\\"LeaveCode\\\":1}\""))
			.isEqualTo(new RecordingPayload.Unknown(Map.of("LeaveCode", 1)));
		Recording recording = event("{\"EventInfo\":\"{\\\"TaskId\\\":\\\"a\\\",\\\"Payload\\\":"
				+ "\\\"{\\\\\\\"LeaveCode\\\\\\\":1}\\\"}\",\"EventType\":302}")
			.recording();
		assertThat(recording).isEqualTo(new Recording(null, null, null, null, "a", stopped));
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "\"\"", "\" \"" })
	void whenPayloadIsEmptyThenThereIsNone(String payload) throws Exception {
		assertThat(payload("301", payload)).isNull();
		assertThat(payload("999", payload)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "301|[]|EventInfo.Payload", "999|[]|EventInfo.Payload", "999|1|EventInfo.Payload",
					"999|\"private\"|EventInfo.Payload", "301|\"private\"|EventInfo.Payload",
					"301|\"{} {}\"|EventInfo.Payload", "301|{\"Status\":{}}|EventInfo.Payload.Status",
					"310|{\"FileMessage\":[{},{\"EndTimeStamp\":\"x\"}]}|EventInfo.Payload.FileMessage[1].EndTimeStamp",
					"310|{\"FileList\":\"a\"}|EventInfo.Payload.FileList",
					"304|{\"FileList\":[\"a\"]}|EventInfo.Payload.FileList" })
	void whenPayloadDoesNotFitThenPathIsNamed(String type, String payload, String path) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> payload(type, payload))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo(path))
			.withNoCause();
	}

	@Test
	void whenReadAfterAnotherThenTypeOfTheOtherIsForgotten() throws Exception {
		assertThat(payload("301", "{}")).isInstanceOf(RecordingPayload.Progress.class);
		assertThat(event("{\"EventInfo\":{\"Payload\":{}}}").recording().payload())
			.isInstanceOf(RecordingPayload.Unknown.class);
	}

	private static List<Integer> types() {
		return TYPES.keySet().stream().sorted().toList();
	}

	private static RecordingPayload payload(String type, String payload) throws InvalidBodyException {
		return event(body(type, payload)).recording().payload();
	}

	private static String body(String type, String payload) {
		return "{\"EventType\":" + type + ",\"EventInfo\":{\"Payload\":" + payload + "}}";
	}

	private static RecordingChanged event(String body) throws InvalidBodyException {
		return (RecordingChanged) Decoding.decode(Decoding.CODEC, RecordingChanged.COMMAND, body).payload();
	}

}
