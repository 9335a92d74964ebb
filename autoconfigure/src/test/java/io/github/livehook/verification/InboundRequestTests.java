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

package io.github.livehook.verification;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InboundRequestTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "a=b|b", "A=b|b", "%61=b|b", "%41=b|b", "a=b=c|b=c", "a==|=", "a=%41%2b%2B|A++", "a=x+y|x y",
					"a=%E4%BD%A0|\u4f60", "a=\u4f60%41|\u4f60A", "a=%e4%bd%a0&b=1|\u4f60", "&&a=b&&|b", "b=a&a=b|b",
					"a=b;c|b;c", "a=b?c|b?c", "a=b#c|b#c", "a[]=x&a=b|b" })
	void whenQueryHoldsParameterThenItIsDecoded(String query, String value) {
		assertThat(request(query).parameter("a")).isEqualTo(value);
		assertThat(request(query).parameters("A")).containsExactly(value);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "a=", "a&b=1", "b=1&A=" })
	void whenParameterHasNoValueThenItIsEmpty(String query) {
		assertThat(request(query).parameter("a")).isEmpty();
		assertThat(request(query).parameters("a")).containsExactly("");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "&", "&&&", "=", "=a", "b=a", "aa=1", "a%00=1", "%20a=1", "+a=1", "%2561=1" })
	void whenParameterIsNotThereThenThereIsNoValue(String query) {
		assertThat(request(query).parameter("a")).isNull();
		assertThat(request(query).parameters("a")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "%4", "%zz", "%4g", "%g4", "x%", "%41%", "%41+%zz", "% 1", "%+1", "%-1" })
	void whenEscapeIsIllegalThenRawTextIsKept(String value) {
		assertThat(request("a=" + value).parameter("a")).isEqualTo(value);
		assertThat(request("b=1&" + value + "=a&c=2").parameter(value)).isEqualTo("a");
		assertThat(request("b=1&" + value + "=a&c=2").parameter("c")).isEqualTo("2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "%FF", "%C0%80", "%ED%A0%80", "%E4%BD" })
	void whenEscapesAreNotUtf8ThenTheyAreReplaced(String value) {
		assertThat(request("a=" + value).parameter("a")).matches("\ufffd+");
	}

	@Test
	void whenParameterIsRepeatedThenAllValuesAreThereInTheirOrder() {
		InboundRequest request = request("a=2&A=1&%61&b=3&a=2");
		assertThat(request.parameters("a")).containsExactly("2", "1", "", "2");
		assertThat(request.parameter("a")).isEqualTo("2");
	}

	@Test
	void whenNameOfParameterIsDecodedThenItSplitsNothing() {
		assertThat(request("a=1%26b=2").parameter("a")).isEqualTo("1&b=2");
		assertThat(request("a=1%26b=2").parameter("b")).isNull();
		assertThat(request("a%3D1=2").parameter("a=1")).isEqualTo("2");
	}

	@Test
	void whenHeaderIsAskedForThenItIsLookedUp() {
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		headers.put("X-Real-IP", "192.0.2.1");
		InboundRequest request = new InboundRequest(Instant.MAX, "X-Other=1", null, headers::get);
		assertThat(request.header("x-real-ip")).isEqualTo("192.0.2.1");
		assertThat(request.header("X-Other")).isNull();
		assertThat(request.receivedAt()).isEqualTo(Instant.MAX);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			value = { "none|none|true", "0|none|true", " 0 |none|true", "1|none|false", "00|none|false",
					"-1|none|false", "x|none|false", "''|none|false", "none|chunked|false", "none|identity|false",
					"5|chunked|false" })
	void whenLengthAndEncodingSaySoThenNoBodyIsAnnounced(String length, String encoding, boolean none) {
		assertThat(withHeaders(length, encoding).announcesNoBody()).isEqualTo(none);
	}

	@Test
	void whenThereAreManyParametersThenAllAreFound() {
		String query = IntStream.range(0, 1000).mapToObj((i) -> "p" + i + "=" + i).collect(Collectors.joining("&&"));
		InboundRequest request = new InboundRequest(Instant.EPOCH, query + "&P0=again&p999=last&", null,
				(name) -> null);
		assertThat(request.parameter("p500")).isEqualTo("500");
		assertThat(request.parameters("p999")).containsExactly("999", "last");
		assertThat(request.parameters("p0")).containsExactly("0", "again");
		assertThat(request.parameter("p1000")).isNull();
	}

	@Test
	void whenLengthIsZeroButBodyIsChunkedThenBodyIsAnnounced() {
		assertThat(withHeaders("0", "chunked").announcesNoBody()).isFalse();
	}

	private static InboundRequest withHeaders(String length, String encoding) {
		return new InboundRequest(Instant.EPOCH, null, null, (name) -> switch (name) {
			case "Content-Length" -> length;
			case "Transfer-Encoding" -> encoding;
			default -> null;
		});
	}

	private static InboundRequest request(String query) {
		return new InboundRequest(Instant.EPOCH, query, null, (name) -> null);
	}

}
