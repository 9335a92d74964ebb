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

package io.github.livehook.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AnswerReader}.
 */
class AnswerReaderTests {

	private static final String OK = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";

	private final AnswerReader reader = new AnswerReader();

	@Test
	void whenLengthThenCompleteAtLastByte() throws IOException {
		String answer = "HTTP/1.1 200 \r\nContent-Length: %d\r\n\r\n%s".formatted(OK.length(), OK);
		assertThat(completes(answer.substring(0, answer.length() - 1))).isFalse();
		assertThat(completes("}")).isTrue();
		assertThat(this.reader.isSuccess()).isTrue();
		assertThat(this.reader.isLast()).isFalse();
	}

	@Test
	void whenChunksThenCompleteAfterLastChunk() throws IOException {
		assertThat(completes("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n33\r\n" + OK + "\r\n")).isFalse();
		assertThat(completes("0\r\n\r\n")).isTrue();
		assertThat(this.reader.isSuccess()).isTrue();
	}

	@Test
	void whenFailureThenNoSuccess() throws IOException {
		assertThat(completes("HTTP/1.1 503 \r\nConnection: close\r\ncontent-length: 2\r\n\r\n{}")).isTrue();
		assertThat(this.reader.isSuccess()).isFalse();
		assertThat(this.reader.isLast()).isTrue();
	}

	@Test
	void whenActionFailedThenNoSuccess() throws IOException {
		String body = OK.replace("OK", "FAIL");
		assertThat(completes("HTTP/1.1 200 \r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body))).isTrue();
		assertThat(this.reader.isSuccess()).isFalse();
	}

	private boolean completes(String more) throws IOException {
		this.reader.buffer().put(more.getBytes(StandardCharsets.US_ASCII));
		return this.reader.isComplete();
	}

}
