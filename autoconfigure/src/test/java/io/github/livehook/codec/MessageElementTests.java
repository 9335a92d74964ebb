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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.chat.message.MediaElement;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.chat.message.MessageSent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageElementTests {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final Map<String, Object> MORE = Map.of("New", Map.of("a", List.of(1)));

	@ParameterizedTest
	@MethodSource("elements")
	void whenKindIsKnownThenEachFieldIsReadAndFurtherOnesAreKept(String content, MessageElement element)
			throws Exception {
		String more = content.equals("{}") ? "{" : content.substring(0, content.length() - 1) + ",";
		String json = "{\"MsgType\":\"" + element.type() + "\",\"MsgContent\":" + more + "\"New\":{\"a\":[1]}}}";
		assertThat(elements("[" + json + "]")).containsExactly(element);
		byte[] written = Decoding.CODEC.encodeFields(Map.of("MsgBody", List.of(element)));
		assertThat(mapper.readTree(written)).isEqualTo(mapper.readTree("{\"MsgBody\":[" + json + "]}"));
	}

	private static Stream<Arguments> elements() {
		return Stream.of(Arguments.of("{\"Text\":\"a\"}", new MessageElement.Text("a", MORE)),
				Arguments.of("{\"Desc\":\"a\",\"Latitude\":29.34,\"Longitude\":-106.5}",
						new MessageElement.Location("a", 29.34, -106.5, MORE)),
				Arguments.of("{\"Index\":1,\"Data\":\"a\"}", new MessageElement.Face(1, "a", MORE)),
				Arguments.of("{\"Data\":\"a\",\"Desc\":\"b\",\"Ext\":\"c\"}",
						new MessageElement.Custom("a", "b", "c", MORE)),
				Arguments.of("{\"Url\":\"a\",\"UUID\":\"b\",\"Size\":3000000000,\"Second\":4,\"Download_Flag\":2}",
						new MediaElement.Sound("a", "b", 3000000000L, Duration.ofSeconds(4), 2, MORE)),
				Arguments.of(
						"{\"UUID\":\"a\",\"ImageFormat\":255,\"ImageInfoArray\":[{\"Type\":1,\"Size\":2,\"Width\":3,"
								+ "\"Height\":4,\"URL\":\"b\"},{\"Type\":3,\"New\":{\"a\":[1]}}]}",
						new MediaElement.Image("a", 255,
								List.of(new MediaElement.ImageVersion(1, 2L, 3, 4, "b", null),
										new MediaElement.ImageVersion(3, null, null, null, null, MORE)),
								MORE)),
				Arguments.of("{\"Url\":\"a\",\"UUID\":\"b\",\"FileSize\":3,\"FileName\":\"c\",\"Download_Flag\":2}",
						new MediaElement.File("a", "b", 3L, "c", 2, MORE)),
				Arguments.of("{\"VideoUrl\":\"a\",\"VideoUUID\":\"b\",\"VideoSize\":1,\"VideoSecond\":2,"
						+ "\"VideoFormat\":\"c\",\"VideoDownloadFlag\":3,\"ThumbUrl\":\"d\",\"ThumbUUID\":\"e\","
						+ "\"ThumbSize\":4,\"ThumbWidth\":5,\"ThumbHeight\":6,\"ThumbFormat\":\"f\","
						+ "\"ThumbDownloadFlag\":7}",
						new MediaElement.Video("a", "b", 1L, Duration.ofSeconds(2), "c", 3, "d", "e", 4L, 5, 6, "f", 7,
								MORE)),
				Arguments.of("{\"Title\":\"a\",\"MsgNum\":2,\"CompatibleText\":\"b\",\"AbstractList\":[\"c\",\"d\"],"
						+ "\"MsgList\":[{\"From_Account\":\"e\",\"To_Account\":\"f\",\"GroupId\":\"g\",\"MsgSeq\":3,"
						+ "\"MsgRandom\":4294967295,\"MsgTimeStamp\":5,\"MsgBody\":[{\"MsgType\":\"TIMTextElem\","
						+ "\"MsgContent\":{\"Text\":\"h\"}}],\"CloudCustomData\":\"i\",\"New\":{\"a\":[1]}}],"
						+ "\"JsonMsgKey\":\"j\"}", relay()),
				Arguments.of("{}", new MessageElement.Unknown("TIMNewElem", MORE)));
	}

	private static MessageElement relay() {
		return new MessageElement.Relay(
				"a", 2L, "b", List.of("c", "d"), List.of(new MessageElement.RelayedMessage("e", "f", "g", 3L,
						4294967295L, Instant.ofEpochSecond(5), List.of(new MessageElement.Text("h")), "i", MORE)),
				"j", MORE);
	}

	@Test
	void whenFileNameIsSpelledAsInTableThenItIsRead() throws Exception {
		assertThat(elements("[{\"MsgType\":\"TIMFileElem\",\"MsgContent\":{\"fileName\":\"a\"}}]"))
			.containsExactly(new MediaElement.File(null, null, null, "a", null, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"MsgType\":\"TIMTextElem\"}", "{\"MsgType\":\"TIMTextElem\",\"MsgContent\":null}",
			"{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{}}", "{\"MsgContent\":{},\"MsgType\":\"TIMTextElem\"}" })
	void whenElementHasNoContentThenItsFieldsAreNull(String json) throws Exception {
		assertThat(elements("[" + json + "]")).containsExactly(new MessageElement.Text(null, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "{}|''", "{\"MsgType\":null}|''", "{\"MsgType\":\"\"}|''",
			"{\"MsgType\":\"New\"}|New", "{\"MsgType\":\"New\",\"MsgContent\":null}|New", "{\"MsgType\":7}|7",
			"{\"MsgType\":\"New\",\"MsgContent\":\"\"}|New", "{\"MsgType\":\"New\",\"MsgContent\":\"{}\"}|New" })
	void whenKindIsUnknownAndHasNoContentThenItIsKept(String json, String type) throws Exception {
		assertThat(elements("[" + json + "]")).containsExactly(new MessageElement.Unknown(type, Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "New", "TIMTextElem" })
	void whenFurtherFieldIsNullThenItIsKept(String type) throws Exception {
		String body = "[{\"MsgType\":\"" + type + "\",\"MsgContent\":{\"A\":null,\"B\":[null],\"C\":{\"D\":null}}}]";
		byte[] written = Decoding.CODEC.encode(sent(body).payload());
		assertThat(mapper.readTree(written).path("MsgBody")).isEqualTo(mapper.readTree(body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"{\\\"Text\\\":\\\"a\\\"}\"", "\" {\\\"Text\\\" : \\\"a\\\"} // printed\"" })
	void whenContentIsTextThatHoldsJsonThenItIsRead(String content) throws Exception {
		assertThat(elements("[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":" + content + "}]"))
			.containsExactly(new MessageElement.Text("a"));
		assertThat(elements("[{\"MsgType\":\"New\",\"MsgContent\":" + content + "}]"))
			.containsExactly(new MessageElement.Unknown("New", Map.of("Text", "a")));
	}

	@Test
	void whenContentIsEmptyTextThenElementHasNoFields() throws Exception {
		assertThat(elements("[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":\"\"}]"))
			.containsExactly(new MessageElement.Text(null, null));
	}

	@Test
	void whenElementIsTextThatHoldsJsonThenItIsRead() throws Exception {
		assertThat(elements("[\"{\\\"MsgType\\\":\\\"TIMTextElem\\\",\\\"MsgContent\\\":{\\\"Text\\\":\\\"a\\\"}}\"]"))
			.containsExactly(new MessageElement.Text("a"));
	}

	@Test
	void whenElementIsNullThenItIsLeftOut() throws Exception {
		assertThat(elements("[null,{\"MsgType\":\"TIMTextElem\"},null]")).hasSize(1);
		assertThat(elements("null")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[{},{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":[\"a\"]}}]|MsgBody[1].MsgContent.Text",
					"[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":[]}]|MsgBody[0].MsgContent",
					"[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":1}]|MsgBody[0].MsgContent",
					"[{\"MsgType\":\"New\",\"MsgContent\":[1]}]|MsgBody[0].MsgContent",
					"[{\"MsgType\":\"New\",\"MsgContent\":\"private\"}]|MsgBody[0].MsgContent", "[1]|MsgBody[0]",
					"[{},{},[]]|MsgBody[2]", "{}|MsgBody", "1|MsgBody",
					"[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":{\"MsgList\":[{},{\"MsgBody\":[{\"MsgType\":"
							+ "\"TIMFaceElem\",\"MsgContent\":{\"Index\":\"x\"}}]}]}}]"
							+ "|MsgBody[0].MsgContent.MsgList[1].MsgBody[0].MsgContent.Index",
					"[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":{\"AbstractList\":[[\"x\"]],\"Title\":\"a\"}}]"
							+ "|MsgBody[0].MsgContent.AbstractList[0]" })
	void whenContentDoesNotFitThenPathIsNamed(String body, String path) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> elements(body))
			.satisfies((ex) -> assertThat(ex.getField()).isEqualTo(path))
			.withNoCause();
	}

	@Test
	void whenRelaysAreNestedThenTheyAreReadAndWrittenUpToTheLimit() throws Exception {
		Callback callback = sent(nested(12));
		MessageSent message = (MessageSent) callback.payload();
		byte[] written = Decoding.CODEC.encode(message);
		assertThat(Decoding.CODEC.decode(written, Decoding.metadata("")).payload()).isEqualTo(message);
		assertThat(mapper.readTree(written).path("MsgBody")).isEqualTo(mapper.readTree(nested(12)));
		MessageElement element = message.body().get(0);
		for (int level = 0; level < 12; level++) {
			element = ((MessageElement.Relay) element).messages().get(0).body().get(0);
		}
		assertThat(element).isEqualTo(new MessageElement.Text("a"));
		assertThatExceptionOfType(InvalidBodyException.class).isThrownBy(() -> sent(nested(13)));
	}

	@Test
	void whenContentsAreTextsInTextsThenDepthOfEachIsBounded() throws Exception {
		String content = "{\"Text\":\"a\"}";
		for (int level = 0; level < 8; level++) {
			ObjectNode element = mapper.createObjectNode().put("MsgType", "TIMRelayElem");
			element.put("MsgContent", "{\"MsgList\":[{\"MsgBody\":[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":"
					+ mapper.writeValueAsString(content) + "}]}]}");
			content = "{\"MsgList\":[{\"MsgBody\":[" + element + "]}]}";
		}
		assertThat(elements("[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":" + content + "}]")).hasSize(1);
	}

	private static String nested(int levels) {
		return "[{\"MsgType\":\"TIMRelayElem\",\"MsgContent\":{\"MsgList\":[{\"MsgBody\":".repeat(levels)
				+ "[{\"MsgType\":\"TIMTextElem\",\"MsgContent\":{\"Text\":\"a\"}}]" + "}]}}]".repeat(levels);
	}

	private static Callback sent(String body) throws InvalidBodyException {
		return Decoding.decode(Decoding.CODEC, MessageSent.COMMAND, "{\"MsgBody\":" + body + "}");
	}

	private static List<MessageElement> elements(String body) throws InvalidBodyException {
		return ((MessageSent) sent(body).payload()).body();
	}

}
