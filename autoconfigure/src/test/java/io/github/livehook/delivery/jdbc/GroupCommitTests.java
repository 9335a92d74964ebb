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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link GroupCommit}.
 */
class GroupCommitTests {

	private final List<List<String>> batches = new CopyOnWriteArrayList<>();

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	@Test
	void whenSomeComeWhileOneIsWrittenThenTheyAreWrittenTogether() {
		GroupCommit<String, String> writer = writer((item) -> true);
		CompletableFuture<String> first = writer.write("first");
		TestNodes.await(this.entered);
		CompletableFuture<String> second = writer.write("second");
		CompletableFuture<String> third = writer.write("third");
		this.release.countDown();
		assertThat(List.of(first.join(), second.join(), third.join())).containsExactly("first", "second third",
				"second third");
		assertThat(this.batches).containsExactly(List.of("first"), List.of("second", "third"));
	}

	@Test
	void whenOneOfABatchCannotBeWrittenThenTheOthersAre() {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		CompletableFuture<String> good = writer.write("good");
		CompletableFuture<String> bad = writer.write("bad");
		CompletableFuture<String> last = writer.write("last");
		this.release.countDown();
		assertThat(good.join()).isEqualTo("good");
		assertThat(last.join()).isEqualTo("last");
		assertThatThrownBy(bad::join).hasRootCauseMessage("failing as told");
		assertThat(this.batches).containsExactly(List.of("first"), List.of("good", "bad", "last"), List.of("good"),
				List.of("bad"), List.of("last"));
	}

	@Test
	void whenOneIsNotWorthASecondTryThenItFailsWithItsBatch() {
		GroupCommit<String, String> writer = writer("good"::equals);
		writer.write("first");
		TestNodes.await(this.entered);
		CompletableFuture<String> late = writer.write("late");
		CompletableFuture<String> bad = writer.write("bad");
		CompletableFuture<String> good = writer.write("good");
		this.release.countDown();
		assertThat(good.join()).isEqualTo("good");
		assertThatThrownBy(late::join).hasRootCauseMessage("failing as told");
		assertThatThrownBy(bad::join).hasRootCauseMessage("failing as told");
	}

	@Test
	void whenManyComeThenABatchHasALimitAndAllAreWritten() throws InterruptedException {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		List<CompletableFuture<String>> many = IntStream.range(0, 250).mapToObj((i) -> writer.write("i" + i)).toList();
		assertThat(writer.flush(Duration.ofMillis(1))).isFalse();
		this.release.countDown();
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
		assertThat(many).allSatisfy((each) -> assertThat(each).isCompleted());
		assertThat(this.batches).extracting(List::size).containsExactly(1, 100, 100, 50);
	}

	@Test
	void whenABatchCannotBeGatheredThenNobodyWaitsForItAndTheNextIsWritten() throws InterruptedException {
		AtomicInteger weighed = new AtomicInteger();
		GroupCommit<String, String> writer = new GroupCommit<>(1, Duration.ZERO, Thread::new, (batch) -> batch.get(0),
				100, (item) -> {
					if (item.equals("bad") && weighed.incrementAndGet() > 1) {
						throw new OutOfMemoryError("failing as told");
					}
					return 1;
				}, (item) -> true);
		assertThatThrownBy(writer.write("bad")::join).hasRootCauseMessage("failing as told");
		assertThat(writer.write("good").join()).isEqualTo("good");
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
	}

	@Test
	void whenSomeAreHeavyThenLightOnesDoNotWaitForAllOfThem() throws InterruptedException {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		for (int i = 0; i < 6; i++) {
			writer.write("heavy" + i);
		}
		writer.write("light");
		this.release.countDown();
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
		assertThat(this.batches).containsExactly(List.of("first"), List.of("light", "heavy0", "heavy1"),
				List.of("heavy2", "heavy3"), List.of("heavy4", "heavy5"));
	}

	@Test
	void whenLightOnesFillABatchThenAHeavyOneIsWrittenWithThem() throws InterruptedException {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		IntStream.range(0, 150).forEach((i) -> writer.write("i" + i));
		writer.write("heavy");
		this.release.countDown();
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
		assertThat(this.batches).extracting(List::size).containsExactly(1, 101, 50);
		assertThat(this.batches.get(1)).contains("heavy");
	}

	@Test
	void whenTwoMayWriteThenTheNextBatchDoesNotWait() throws InterruptedException {
		CountDownLatch both = new CountDownLatch(2);
		GroupCommit<String, String> writer = new GroupCommit<>(2, Duration.ZERO, Thread::new, (batch) -> {
			this.entered.countDown();
			both.countDown();
			TestNodes.await(both);
			return batch.get(0);
		}, 100, (item) -> 1, (item) -> true);
		CompletableFuture<String> first = writer.write("first");
		TestNodes.await(this.entered);
		assertThat(writer.write("second").join()).isEqualTo("second");
		assertThat(first.join()).isEqualTo("first");
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
	}

	@Test
	void whenBatchGathersThenWhatComesMeanwhileIsWrittenWithIt() {
		this.release.countDown();
		GroupCommit<String, String> writer = writer(Duration.ofMillis(500), Thread::new, (item) -> true);
		CompletableFuture<String> first = writer.write("first");
		CompletableFuture<String> second = writer.write("second");
		assertThat(List.of(first.join(), second.join())).containsExactly("first second", "first second");
		assertThat(this.batches).containsExactly(List.of("first", "second"));
	}

	@Test
	void whenAThousandWaitThenWhoWritesWaitsAsWell() throws InterruptedException {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		IntStream.range(0, 1000).forEach((i) -> writer.write("i" + i));
		// It does not wait for what comes of it, so only a full queue can hold it up
		Thread another = new Thread(() -> writer.write("last"));
		another.start();
		TestNodes.await().until(() -> another.getState() == Thread.State.WAITING);
		this.release.countDown();
		another.join();
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
		assertThat(this.batches.stream().mapToInt(List::size).sum()).isEqualTo(1002);
	}

	@Test
	void whenInterruptedWhileAThousandWaitThenItFails() throws InterruptedException {
		GroupCommit<String, String> writer = writer((item) -> true);
		writer.write("first");
		TestNodes.await(this.entered);
		IntStream.range(0, 1000).forEach((i) -> writer.write("i" + i));
		Thread.currentThread().interrupt();
		CompletableFuture<String> last = writer.write("last");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(last).isCompletedExceptionally();
		this.release.countDown();
		assertThat(writer.flush(Duration.ofSeconds(20))).isTrue();
	}

	@Test
	void whenThereIsNoThreadThenWhoeverComesWrites() {
		this.release.countDown();
		AtomicBoolean exhausted = new AtomicBoolean(true);
		GroupCommit<String, String> writer = writer(Duration.ZERO, (task) -> {
			if (exhausted.getAndSet(false)) {
				throw new OutOfMemoryError("no thread");
			}
			return new Thread(task);
		}, (item) -> true);
		assertThat(writer.write("first").join()).isEqualTo("first");
		assertThat(writer.write("second").join()).isEqualTo("second");
		assertThat(this.batches).containsExactly(List.of("first"), List.of("second"));
	}

	private GroupCommit<String, String> writer(Predicate<String> worthASecondTry) {
		return writer(Duration.ZERO, Thread::new, worthASecondTry);
	}

	private GroupCommit<String, String> writer(Duration gathering, ThreadFactory threads,
			Predicate<String> worthASecondTry) {
		return new GroupCommit<>(1, gathering, threads, (batch) -> {
			this.batches.add(batch);
			this.entered.countDown();
			TestNodes.await(this.release);
			if (batch.contains("bad")) {
				throw new IllegalStateException("failing as told");
			}
			return String.join(" ", batch);
		}, 100, (item) -> item.startsWith("heavy") ? 60 : 1, worthASecondTry);
	}

}
