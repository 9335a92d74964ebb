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

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.CallbackMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkTable}.
 */
class WorkTableTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private WorkTable table = new WorkTable(0, 0);

	private static Work work(int attempts, Work.State state, Instant due) {
		CallbackMetadata metadata = new CallbackMetadata("1", "Command", null, null, null, null, NOW, NOW, null, null,
				1);
		return new Work(new StoredCallback("row", metadata, new byte[0]), "handler", 0, attempts, state, due, NOW);
	}

	private static Work waiting(int attempts) {
		return work(attempts, Work.State.WAITING, NOW);
	}

	private Work poll() {
		return this.table.poll(NOW, (work) -> false);
	}

	@Test
	void whenNotAllWasReadThenNothingIsRun() {
		this.table = new WorkTable(5, 7);
		this.table.take(5, waiting(1).key(), waiting(1));
		assertThat(poll()).isNull();
		this.table.take(6, waiting(2).key(), waiting(2));
		assertThat(poll().attempts()).isEqualTo(2);
		assertThat(poll()).isNull();
	}

	@Test
	void whenWorkIsNotDueThenItWaits() {
		this.table.take(0, waiting(1).key(), work(1, Work.State.WAITING, NOW.plusMillis(1)));
		assertThat(poll()).isNull();
		assertThat(this.table.poll(NOW.plusMillis(1), (work) -> false)).isNotNull();
	}

	@Test
	void whenWorkHasEndedThenItIsNotRun() {
		this.table.take(0, waiting(1).key(), waiting(1));
		this.table.take(1, waiting(1).key(), null);
		assertThat(poll()).isNull();
		assertThat(this.table.size()).isZero();
	}

	@Test
	void whenOwnRecordsAreReadLateThenTheAttemptIsNotMadeAgain() throws Exception {
		String key = waiting(1).key();
		this.table.take(0, key, waiting(1));
		assertThat(poll()).isNotNull();
		assertThat(this.table.awaitIdle(System.nanoTime())).isFalse();
		this.table.end(key, 2);
		assertThat(this.table.awaitIdle(System.nanoTime())).isTrue();
		assertThat(poll()).isNull();
		this.table.take(1, key, work(2, Work.State.BEGUN, NOW));
		assertThat(poll()).isNull();
		this.table.take(2, key, waiting(2));
		assertThat(poll().state()).isEqualTo(Work.State.WAITING);
	}

	@Test
	void whenOwnRecordsAreReadEarlyThenTheNextAttemptIsMadeAfterTheEnd() {
		String key = waiting(1).key();
		this.table.take(0, key, waiting(1));
		poll();
		this.table.take(1, key, work(2, Work.State.BEGUN, NOW));
		this.table.take(2, key, waiting(2));
		assertThat(poll()).isNull();
		this.table.end(key, 2);
		assertThat(poll().attempts()).isEqualTo(2);
	}

	@Test
	void whenWorkIsAnOrphanThenItIsLookedAtAgainLater() {
		this.table.take(0, waiting(1).key(), waiting(1));
		assertThat(this.table.poll(NOW, (work) -> true)).isNull();
		assertThat(poll()).isNull();
		assertThat(this.table.poll(NOW.plusSeconds(5), (work) -> false)).isNotNull();
	}

	@Test
	void whenAttemptHasBegunElsewhereThenItsEndIsAwaited() {
		this.table.take(0, waiting(1).key(), waiting(1).begin(NOW.plusSeconds(1)));
		assertThat(poll()).isNull();
		assertThat(this.table.poll(NOW.plusSeconds(1), (work) -> false).state()).isEqualTo(Work.State.BEGUN);
	}

	@Test
	void whenClosedThenNothingIsRun() {
		this.table.take(0, waiting(1).key(), waiting(1));
		this.table.close();
		assertThat(poll()).isNull();
	}

}
