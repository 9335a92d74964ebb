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

package io.github.livehook.delivery.jdbc;

import java.util.UUID;
import java.util.stream.Stream;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeOrderedIdGenerator}.
 */
class TimeOrderedIdGeneratorTests {

	private final TimeOrderedIdGenerator ids = new TimeOrderedIdGenerator();

	@Test
	void whenGeneratedThenTheyAreUuidsOfVersion7() {
		assertThat(Stream.generate(this.ids::generateId).limit(1000)).allSatisfy((id) -> {
			assertThat(id.version()).isEqualTo(7);
			assertThat(id.variant()).isEqualTo(2);
		}).doesNotHaveDuplicates();
	}

	@Test
	void whenTimePassesThenTheyGrow() throws InterruptedException {
		UUID first = this.ids.generateId();
		Thread.sleep(2);
		UUID second = this.ids.generateId();
		assertThat(second.toString()).isGreaterThan(first.toString());
		assertThat(first.getMostSignificantBits() >>> 16).isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
	}

}
