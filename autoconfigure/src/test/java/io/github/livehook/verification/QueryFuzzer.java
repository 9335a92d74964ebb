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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

import io.github.livehook.callback.LogSanitizer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares {@link QueryParameters} with the obvious way to read a query.
 */
public final class QueryFuzzer {

	private static final List<String> NAMES = List.of("SdkAppid", "Sign", "RequestTime", "CallbackCommand",
			"contenttype", "ClientIP", "OptPlatform", "RequestID");

	private QueryFuzzer() {
	}

	public static void fuzzerTestOneInput(byte[] input) {
		String query = new String(input, StandardCharsets.UTF_8);
		QueryParameters parameters = new QueryParameters(query);
		for (String name : NAMES) {
			List<String> values = valuesOf(query, name);
			assertThat(parameters.values(name)).isEqualTo(values).isEqualTo(parameters.values(name));
			assertThat(parameters.values(name.toUpperCase(Locale.ROOT))).isEqualTo(values);
			assertThat(parameters.first(name)).isEqualTo(values.isEmpty() ? null : values.get(0));
			values.forEach(QueryFuzzer::assertPrintable);
		}
		InboundRequest request = new InboundRequest(Instant.EPOCH, query, null, (header) -> null);
		assertThat(request.requestTime() != null).isEqualTo(
				valuesOf(query, "RequestTime").stream().limit(1).anyMatch((time) -> time.matches("[0-9]{1,12}")));
	}

	private static List<String> valuesOf(String query, String name) {
		return Stream.of(query.split("&"))
			.map((parameter) -> parameter.split("=", 2))
			.filter((parameter) -> decode(parameter[0]).equalsIgnoreCase(name))
			.map((parameter) -> (parameter.length > 1) ? decode(parameter[1]) : "")
			.toList();
	}

	private static String decode(String text) {
		try {
			return StringUtils.uriDecode(text.replace('+', ' '), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static void assertPrintable(String value) {
		assertThat(LogSanitizer.sanitize(value, 100)).hasSizeLessThanOrEqualTo(103)
			.doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
	}

}
