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

package io.github.livehook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.callback.CallbackResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the table of {@code docs/responses.md} has what the code responds.
 */
class ResponsesDocumentTests {

	@ParameterizedTest
	@MethodSource("responses")
	void whenThereIsAResponseThenItHasARow(CallbackResponse response) throws IOException {
		String headers = response.headers().isEmpty() ? ""
				: " with `" + response.headers().keySet().iterator().next() + "`";
		assertThat(rows()).contains(List.of(response.status() + headers, response.actionStatus(), response.errorInfo(),
				String.valueOf(response.errorCode())));
	}

	@ParameterizedTest
	@MethodSource("rows")
	void whenThereIsARowThenItIsOfAResponse(List<String> row) {
		// A decision's response is its own, and the status after a failure a property
		if (row.get(3).matches("\\d") && !row.get(0).startsWith("`")) {
			assertThat(responses()).anySatisfy((response) -> {
				assertThat(row.get(0)).startsWith(String.valueOf(response.status()));
				assertThat(row.subList(1, 4)).containsExactly(response.actionStatus(), response.errorInfo(),
						String.valueOf(response.errorCode()));
			});
		}
	}

	static List<CallbackResponse> responses() {
		return List.of(CallbackResponse.OK, CallbackResponse.METHOD_NOT_ALLOWED, CallbackResponse.FORBIDDEN,
				CallbackResponse.TOO_LARGE, CallbackResponse.BAD_REQUEST, CallbackResponse.UNAVAILABLE);
	}

	static List<List<String>> rows() throws IOException {
		try (Stream<String> lines = Files.lines(Path.of("../docs/responses.md"))) {
			return lines.dropWhile((line) -> !line.startsWith("|---"))
				.skip(1)
				.takeWhile((line) -> line.startsWith("|"))
				.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
				.map((cells) -> cells.subList(2, 6))
				.toList();
		}
	}

}
