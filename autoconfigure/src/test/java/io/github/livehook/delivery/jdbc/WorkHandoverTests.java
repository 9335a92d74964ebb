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

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import org.junit.jupiter.api.Test;

import io.github.livehook.delivery.jdbc.WorkHandover.Places;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkHandover}.
 */
class WorkHandoverTests {

	private final WorkHandover handover = new WorkHandover(2, Duration.ofMillis(1));

	private final WorkHandover patient = new WorkHandover(2, Duration.ofSeconds(30));

	@Test
	void whenNotOpenThenThereIsNoPlace() {
		assertThat(this.handover.reserve(1, () -> 2).number()).isZero();
		this.handover.open();
		assertThat(this.handover.reserve(1, () -> 2)).isEqualTo(new Places(1, 2));
		assertThat(this.handover.close()).isEmpty();
		assertThat(this.handover.reserve(1, () -> 2).number()).isZero();
	}

	@Test
	void whenAllPlacesAreReservedOrUsedThenThereIsNone() {
		this.handover.open();
		Places places = this.handover.reserve(100, () -> 2);
		assertThat(places).isEqualTo(new Places(64, 2));
		assertThat(this.handover.reserve(1, () -> 2)).isEqualTo(new Places(0, 0));
		this.handover.put(works("a", "b"));
		this.handover.leave(places);
		assertThat(this.handover.reserve(100, () -> 3)).isEqualTo(new Places(62, 1));
	}

	@Test
	void whenAllPlacesAreUsedThenThoseThatBecomeFreeAreWaitedFor() {
		this.patient.open();
		this.patient.put(Collections.nCopies(64, works("a").get(0)));
		CompletableFuture<Places> places = reserveOnAnotherThread(2);
		this.patient.take(1);
		assertThat(places).isNotDone();
		this.patient.take(1);
		assertThat(places).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Places(2, 0));
	}

	@Test
	void whenPlacesAreLeftThenTheyAreWaitedFor() {
		this.patient.open();
		Places all = this.patient.reserve(100, () -> 0);
		CompletableFuture<Places> places = reserveOnAnotherThread(1);
		this.patient.leave(all);
		assertThat(places).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Places(1, 0));
	}

	@Test
	void whenClosedThenNoPlaceIsWaitedFor() {
		this.patient.open();
		this.patient.reserve(100, () -> 0);
		CompletableFuture<Places> places = reserveOnAnotherThread(1);
		this.patient.close();
		assertThat(places).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(new Places(0, 0));
	}

	private CompletableFuture<Places> reserveOnAnotherThread(int wanted) {
		CompletableFuture<Places> places = new CompletableFuture<>();
		Thread thread = new Thread(() -> places.complete(this.patient.reserve(wanted, () -> 0)));
		thread.start();
		TestNodes.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		return places;
	}

	@Test
	void whenTakenThenTheOldestComesFirst() {
		this.handover.put(works("a", "b", "c"));
		assertThat(ids(this.handover.take(2))).containsExactly("a", "b");
		assertThat(this.handover.waiting()).isEqualTo(1);
		assertThat(ids(this.handover.close())).containsExactly("c");
	}

	@Test
	void whenItWaitsForLongThenItIsOld() {
		this.handover.put(works("a", "b"));
		assertThat(this.handover.takeOld()).isEmpty();
		this.handover.put(works("c"));
		assertThat(ids(this.handover.take(1))).containsExactly("a");
		assertThat(ids(this.handover.takeOld())).containsExactly("b");
		assertThat(ids(this.handover.takeOld())).containsExactly("c");
		assertThat(this.handover.takeOld()).isEmpty();
	}

	private static List<Execution> works(String... ids) {
		return Arrays.stream(ids).map((id) -> new Execution(Instant.EPOCH, new TaskInstance<>("handler", id))).toList();
	}

	private static List<String> ids(List<Execution> works) {
		return works.stream().map(Execution::getId).toList();
	}

}
