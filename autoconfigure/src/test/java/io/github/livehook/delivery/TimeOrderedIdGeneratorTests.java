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

package io.github.livehook.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeOrderedIdGenerator}.
 */
class TimeOrderedIdGeneratorTests {

	private Instant now = Instant.parse("2026-01-02T03:04:05Z");

	private final TimeOrderedIdGenerator ids = new TimeOrderedIdGenerator(() -> this.now);

	@Test
	void whenGeneratedThenTheyAreUuidsOfVersion7() {
		assertThat(IntStream.range(0, 100).boxed().flatMap((i) -> this.ids.generate(i).stream())).allSatisfy((id) -> {
			assertThat(UUID.fromString(id).version()).isEqualTo(7);
			assertThat(UUID.fromString(id).variant()).isEqualTo(2);
		}).doesNotHaveDuplicates();
	}

	@Test
	void whenSeveralAreOfARequestThenTheyGrowWithinItsBounds() {
		List<String> ids = this.ids.generate(1000);
		assertThat(ids).isSorted().allSatisfy((id) -> {
			assertThat(TimeOrderedIdGenerator.isOfSeveral(id)).isTrue();
			assertThat(id).isBetween(TimeOrderedIdGenerator.firstOfRequest(ids.get(0)),
					TimeOrderedIdGenerator.lastOfRequest(ids.get(999)));
		});
		String another = generate();
		assertThat(TimeOrderedIdGenerator.isOfSeveral(another)).isFalse();
		assertThat(TimeOrderedIdGenerator.firstOfRequest(another))
			.isNotEqualTo(TimeOrderedIdGenerator.firstOfRequest(ids.get(0)));
	}

	@Test
	void whenTimePassesThenTheyGrow() {
		String first = generate();
		this.now = this.now.plusMillis(1);
		assertThat(generate()).isGreaterThan(first);
	}

	@Test
	void whenTimeIsGivenThenItSeparatesEarlierFromLater() {
		String earlier = generate();
		this.now = this.now.plusMillis(1);
		String lowest = TimeOrderedIdGenerator.lowestOf(this.now).toString();
		assertThat(lowest).isGreaterThan(earlier).isLessThan(generate());
	}

	@Test
	void whenTimeIsLongAgoThenNothingIsEarlier() {
		this.now = Instant.EPOCH;
		assertThat(TimeOrderedIdGenerator.lowestOf(Instant.parse("1926-01-01T00:00:00Z")).toString())
			.isLessThan(generate());
	}

	private String generate() {
		return this.ids.generate(1).get(0);
	}

}
