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

package io.github.livehook.delivery.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.livehook.delivery.kafka.PartitionWindow.Item;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PartitionWindow}.
 */
class PartitionWindowTests {

	private final List<Long> acknowledged = new ArrayList<>();

	private final PartitionWindow window = new PartitionWindow(10, 3);

	private Item add(long offset, int parts) {
		return this.window.add(offset, 100, Instant.ofEpochSecond(offset), parts, () -> this.acknowledged.add(offset));
	}

	@Test
	void whenCallbacksEndOutOfOrderThenThoseWithoutAGapAreAcknowledgedAtOnce() {
		Item first = add(10, 1);
		Item second = add(11, 2);
		Item third = add(15, 1);
		third.end();
		second.end();
		assertThat(this.acknowledged).isEmpty();
		first.end();
		assertThat(this.acknowledged).containsExactly(10L);
		assertThat(this.window.position()).isEqualTo(11);
		assertThat(this.window.oldest()).isEqualTo(Instant.ofEpochSecond(11));
		second.end();
		assertThat(this.acknowledged).containsExactly(10L, 15L);
		assertThat(this.window.position()).isEqualTo(16);
		assertThat(this.window.oldest()).isNull();
	}

	@Test
	void whenThereAreTooManyOrTooLargeCallbacksThenItIsFull() {
		Item first = add(10, 1);
		add(11, 1);
		assertThat(this.window.isFull()).isFalse();
		add(12, 1);
		assertThat(this.window.isFull()).isTrue();
		first.end();
		assertThat(this.window.isFull()).isFalse();
		assertThat(this.window.isHalfFull()).isTrue();
		Item large = this.window.add(13, 64 * 1024 * 1024, Instant.EPOCH, 1, () -> {
		});
		assertThat(this.window.isFull()).isTrue();
		large.end();
		assertThat(this.window.isFull()).isTrue();
	}

	@Test
	void whenClosedThenOnlyWhatIsBeforeTheLastThatHasBegunBegins() throws Exception {
		Item first = add(10, 1);
		Item second = add(11, 1);
		Item third = add(12, 1);
		assertThat(second.begin()).isTrue();
		this.window.close();
		assertThat(third.begin()).isFalse();
		assertThat(first.begin()).isTrue();
		assertThat(this.window.awaitIdle(System.nanoTime())).isFalse();
		second.end();
		assertThat(this.window.awaitIdle(System.nanoTime() + 1_000_000)).isFalse();
		first.end();
		assertThat(this.window.awaitIdle(System.nanoTime())).isTrue();
		assertThat(this.window.position()).isEqualTo(12);
	}

	@Test
	void whenDetachedThenNothingIsBegunOrAcknowledged() {
		Item first = add(10, 1);
		Item second = add(11, 1);
		assertThat(second.begin()).isTrue();
		this.window.detach();
		first.end();
		assertThat(first.begin()).isFalse();
		assertThat(this.acknowledged).isEmpty();
	}

}
