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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BodyBufferTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "-1, 0", "1, 1", "400, 400", "-1, 400", "4096, 4096", "4096, 4097", "4097, 4097", "10, 9",
			"9, 10", "0, 5000", "-1, 4096", "-1, 300000", "300000, 300000", "2147483648, 7" })
	void whenAnotherNumberOfBytesIsAnnouncedThenAllThatArriveAreKept(long announced, int size) throws IOException {
		byte[] bytes = new byte[size];
		new Random(1).nextBytes(bytes);
		BodyBuffer buffer = new BodyBuffer(announced);
		InputStream input = new ByteArrayInputStream(bytes);
		int last = 0;
		while (buffer.readFrom(input)) {
			assertThat(buffer.size()).isGreaterThan(last);
			last = buffer.size();
		}
		assertThat(buffer.size()).isEqualTo(size);
		assertThat(buffer.toBytes()).isEqualTo(bytes);
	}

}
