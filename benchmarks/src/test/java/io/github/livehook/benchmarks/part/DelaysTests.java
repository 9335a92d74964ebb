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

package io.github.livehook.benchmarks.part;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Delays}.
 */
class DelaysTests {

	@Test
	void whenPercentileThenAsManyAreNotLonger() {
		Delays delays = new Delays(IntStream.rangeClosed(1, 200).mapToObj((i) -> 201.0 - i).toList());
		assertThat(delays.median()).isEqualTo(100);
		assertThat(delays.percentile(99)).isEqualTo(198);
	}

	@Test
	void whenJoinedThenAllInOrder() {
		assertThat(Delays.join(List.of(new Delays(List.of(3.0, -1.0)), new Delays(List.of(2.0)))).millis())
			.containsExactly(-1.0, 2.0, 3.0);
	}

}
