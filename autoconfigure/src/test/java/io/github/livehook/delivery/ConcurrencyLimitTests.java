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

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConcurrencyLimit}.
 */
class ConcurrencyLimitTests {

	private final ConcurrencyLimit concurrencyLimit = new ConcurrencyLimit(2);

	private final AtomicInteger idle = new AtomicInteger();

	@Test
	void whenAllAreUsedThenThereIsNoMoreUntilOneIsReleased() {
		assertThat(this.concurrencyLimit.tryAcquire()).isTrue();
		assertThat(this.concurrencyLimit.tryAcquire()).isTrue();
		assertThat(this.concurrencyLimit.tryAcquire()).isFalse();
		this.concurrencyLimit.release();
		assertThat(this.concurrencyLimit.tryAcquire()).isTrue();
		assertThat(this.concurrencyLimit.tryAcquire()).isFalse();
	}

	@Test
	void whenClosedWithoutUseThenItIsIdleAtOnce() {
		this.concurrencyLimit.close(this.idle::incrementAndGet);
		assertThat(this.idle).hasValue(1);
		assertThat(this.concurrencyLimit.tryAcquire()).isFalse();
	}

	@Test
	void whenClosedInUseThenItIsIdleOnceAfterTheLastRelease() {
		this.concurrencyLimit.tryAcquire();
		this.concurrencyLimit.tryAcquire();
		this.concurrencyLimit.close(this.idle::incrementAndGet);
		assertThat(this.concurrencyLimit.tryAcquire()).isFalse();
		this.concurrencyLimit.release();
		assertThat(this.idle).hasValue(0);
		assertThat(this.concurrencyLimit.tryAcquire()).isFalse();
		this.concurrencyLimit.release();
		assertThat(this.idle).hasValue(1);
	}

	@Test
	void whenOpenedAgainThenReleaseDoesNotTellIdleAgain() {
		this.concurrencyLimit.close(this.idle::incrementAndGet);
		this.concurrencyLimit.open();
		assertThat(this.concurrencyLimit.tryAcquire()).isTrue();
		this.concurrencyLimit.release();
		assertThat(this.idle).hasValue(1);
	}

	@Test
	void whenOpenedAgainBeforeItIsIdleThenNobodyWaitsForThatAnyMore() {
		this.concurrencyLimit.tryAcquire();
		this.concurrencyLimit.close(this.idle::incrementAndGet);
		this.concurrencyLimit.open();
		assertThat(this.idle).hasValue(1);
		this.concurrencyLimit.release();
		assertThat(this.idle).hasValue(1);
	}

	@Test
	void whenClosedTwiceThenEachIsToldOfItsIdle() {
		AtomicInteger other = new AtomicInteger();
		this.concurrencyLimit.close(this.idle::incrementAndGet);
		this.concurrencyLimit.open();
		this.concurrencyLimit.tryAcquire();
		this.concurrencyLimit.close(other::incrementAndGet);
		assertThat(other).hasValue(0);
		this.concurrencyLimit.release();
		assertThat(this.idle).hasValue(1);
		assertThat(other).hasValue(1);
	}

	@Test
	void whenNoneIsFreeThenTellsForHowLong() {
		AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
		ConcurrencyLimit timed = new ConcurrencyLimit(2, nanoTime::get);
		timed.tryAcquire();
		nanoTime.addAndGet(100);
		assertThat(timed.saturatedFor()).isZero();
		timed.tryAcquire();
		assertThat(timed.saturatedFor()).isZero();
		nanoTime.addAndGet(7);
		timed.tryAcquire();
		assertThat(timed.saturatedFor()).isEqualTo(Duration.ofNanos(7));
		timed.release();
		assertThat(timed.saturatedFor()).isZero();
		timed.tryAcquire();
		nanoTime.addAndGet(3);
		assertThat(timed.saturatedFor()).isEqualTo(Duration.ofNanos(3));
	}

	@Test
	void whenManyThreadsAcquireThenOnlyTheMaximumGetsOne() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(16);
		CountDownLatch start = new CountDownLatch(1);
		AtomicInteger acquired = new AtomicInteger();
		for (int i = 0; i < 16; i++) {
			executor.execute(() -> {
				try {
					start.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				if (this.concurrencyLimit.tryAcquire()) {
					acquired.incrementAndGet();
				}
			});
		}
		start.countDown();
		executor.shutdown();
		assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
		assertThat(acquired).hasValue(2);
	}

}
