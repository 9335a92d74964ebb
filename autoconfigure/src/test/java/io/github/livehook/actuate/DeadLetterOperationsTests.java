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

package io.github.livehook.actuate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.BDDMockito;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.livehook.actuate.DeadLettersEndpointExtension.Operation;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeadLetters.Filter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLetterOperations}.
 */
class DeadLetterOperationsTests {

	private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

	private final DeadLetterOperations operations = new DeadLetterOperations(InstantSource.fixed(NOW));

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() throws InterruptedException {
		this.release.countDown();
		this.operations.close();
	}

	private Operation begin(ToIntFunction<IntPredicate> action) {
		return this.operations.begin("replay", new Filter("score", null), action);
	}

	private int block(IntPredicate progress) {
		progress.test(17);
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return 42;
	}

	private void awaitEnded(int count) {
		Awaitility.await()
			.until(() -> this.operations.list()
				.stream()
				.filter((operation) -> operation.endedAt() != null)
				.count() == count);
	}

	@Test
	void whenItRunsThenItsProgressIsShownUntilItHasFinished() {
		Operation begun = begin(this::block);
		assertThat(begun).isEqualTo(new Operation(begun.id(), "replay", "score", null, "running", 0, NOW, null, null));
		Awaitility.await().until(() -> this.operations.list().get(0).count() == 17);
		assertThat(this.operations.list()).containsExactly(begun.withCount(17));
		this.release.countDown();
		awaitEnded(1);
		assertThat(this.operations.list()).containsExactly(begun.withCount(42).ended(NOW, null));
		assertThat(this.operations.list().get(0).state()).isEqualTo("finished");
	}

	@Test
	void whenItThrowsThenItHasFailedAfterWhatWasDone() {
		Operation begun = begin((progress) -> {
			progress.test(3);
			throw new OutOfMemoryError("as told");
		});
		awaitEnded(1);
		assertThat(this.operations.list())
			.containsExactly(begun.withCount(3).ended(NOW, "java.lang.OutOfMemoryError: as told"));
		assertThat(this.operations.list().get(0).state()).isEqualTo("failed");
	}

	@Test
	void whenFourAreRunningThenNoOtherBeginsUntilOneHasEnded() {
		for (int i = 0; i < 4; i++) {
			assertThat(begin(this::block)).isNotNull();
		}
		assertThat(begin((progress) -> 0)).isNull();
		assertThat(this.operations.list()).hasSize(4);
		this.release.countDown();
		Awaitility.await().until(() -> begin((progress) -> 0) != null);
	}

	@Test
	void whenFourAreRunningThenTheEndpointAnswers429() throws InterruptedException {
		DeadLetters deadLetters = BDDMockito.mock(DeadLetters.class);
		BDDMockito.given(deadLetters.replay(BDDMockito.any(), BDDMockito.any()))
			.willAnswer((call) -> block(call.getArgument(1)));
		DeadLettersEndpointExtension endpoint = new DeadLettersEndpointExtension(deadLetters, InstantSource.fixed(NOW),
				false);
		for (int i = 0; i < 4; i++) {
			assertThat(endpoint.replayAll("dead-letters", "score", null, null).getStatus()).isEqualTo(202);
		}
		WebEndpointResponse<Map<String, Object>> response = endpoint.discardAll("dead-letters", "score", null, null);
		assertThat(response.getStatus()).isEqualTo(429);
		assertThat(response.getBody()).containsEntry("error", "Wait for an operation to end: 4 are running");
		this.release.countDown();
		endpoint.destroy();
	}

	@Test
	void whenManyHaveEndedThenTheLatestAndWhatIsRunningAreShown() {
		Operation running = begin(this::block);
		for (int i = 1; i <= 25; i++) {
			begin((progress) -> 0);
			awaitEnded(Math.min(i, 20));
			Awaitility.await()
				.until(() -> this.operations.list().stream().filter((one) -> one.endedAt() == null).count() == 1);
		}
		assertThat(this.operations.list()).hasSize(21).first().extracting(Operation::id).isEqualTo(running.id());
	}

	@Test
	void whenApplicationStopsThenWhatIsRunningIsToldToEnd() throws InterruptedException {
		AtomicBoolean goesOn = new AtomicBoolean(true);
		CountDownLatch begun = new CountDownLatch(1);
		begin((progress) -> {
			while (progress.test(1)) {
				begun.countDown();
				Thread.onSpinWait();
			}
			goesOn.set(false);
			return 1;
		});
		begun.await();
		this.operations.close();
		assertThat(goesOn).isFalse();
		assertThat(this.operations.list().get(0).error()).isEqualTo("The application stops");
		assertThat(begin((progress) -> 0)).isNull();
	}

}
