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

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.ReflectionTestUtils;

import io.github.livehook.web.FakeExchange.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PendingAnswer} and {@link Watchdog}.
 */
@Timeout(30)
class PendingAnswerTests {

	private final Watchdog impatient = new Watchdog(Duration.ofMillis(5));

	private final Watchdog patient = new Watchdog(Duration.ofHours(1));

	@AfterEach
	void close() {
		this.impatient.close();
		this.patient.close();
	}

	@Test
	void whenAnsweredInTimeThenSentOnceAndAlarmIsCancelled() {
		FakeExchange exchange = new FakeExchange("POST");
		PendingAnswer answer = new PendingAnswer(exchange);
		int alarms = alarms().size();
		answer.watchedBy(this.patient);
		assertThat(alarms()).hasSize(alarms + 1);
		answer.send(CallbackAnswer.OK);
		answer.send(CallbackAnswer.FORBIDDEN);
		assertThat(answer.isSent()).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.inTime(CallbackAnswer.OK));
		assertThat(alarms()).hasSize(alarms);
	}

	@Test
	void whenRequestIsWatchedThenNoThreadIsWokenSinceAnotherTaskIsDueBefore() {
		Runnable first = alarms().peek();
		new PendingAnswer(new FakeExchange("POST")).watchedBy(this.patient);
		assertThat(first).isNotNull();
		assertThat(alarms().peek()).isSameAs(first);
	}

	private Queue<Runnable> alarms() {
		Object executor = ReflectionTestUtils.getField(this.patient, "executor");
		return ((ScheduledThreadPoolExecutor) Objects.requireNonNull(executor)).getQueue();
	}

	@Test
	void whenTimeIsUpThenLateAnswerIsSentOnceAndLaterOneIsIgnored() {
		FakeExchange exchange = new FakeExchange("POST");
		PendingAnswer answer = new PendingAnswer(exchange);
		answer.watchedBy(this.impatient);
		exchange.awaitAnswer();
		answer.send(CallbackAnswer.OK);
		assertThat(answer.isSent()).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackAnswer.UNAVAILABLE));
	}

	@Test
	void whenRequestIsOldThenLateAnswerIsSentTheEarlier() {
		FakeExchange exchange = new FakeExchange("POST").age(Duration.ofMinutes(61));
		PendingAnswer answer = new PendingAnswer(exchange);
		answer.watchedBy(this.patient);
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackAnswer.UNAVAILABLE));
		assertThat(answer.timeLeft()).isNegative();
	}

	@Test
	void whenRequestIsWatchedThenTimeLeftCountsFromItsArrival() {
		PendingAnswer answer = new PendingAnswer(new FakeExchange("POST").age(Duration.ofMinutes(20)));
		assertThat(answer.timeLeft()).isZero();
		answer.watchedBy(this.patient);
		assertThat(answer.timeLeft()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(40));
	}

	@Test
	void whenLateAnswerIsSetThenItIsThatWhichIsSent() {
		FakeExchange exchange = new FakeExchange("POST");
		PendingAnswer answer = new PendingAnswer(exchange);
		answer.whenLate(CallbackAnswer.OK);
		answer.watchedBy(this.impatient);
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackAnswer.OK));
	}

	@Test
	void whenLateAnswerIsBeingWrittenThenThreadOfRequestWaitsForIt() throws Exception {
		SlowExchange exchange = new SlowExchange();
		PendingAnswer answer = new PendingAnswer(exchange);
		answer.watchedBy(this.impatient);
		exchange.writing.await();
		Thread request = new Thread(() -> answer.send(CallbackAnswer.OK));
		request.start();
		while (request.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
			assertThat(request.isAlive()).as("the thread of the request is still there").isTrue();
		}
		exchange.goOn.countDown();
		request.join();
		assertThat(exchange.written).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackAnswer.UNAVAILABLE));
	}

	@Test
	void whenAnswerIsBeingWrittenThenWatchdogDoesNotWaitForIt() throws Exception {
		SlowExchange exchange = new SlowExchange();
		PendingAnswer answer = new PendingAnswer(exchange);
		Thread request = new Thread(() -> answer.send(CallbackAnswer.OK));
		request.start();
		exchange.writing.await();
		for (int i = 0; i < 50; i++) {
			answer.watchedBy(this.impatient);
		}
		this.impatient.schedule(exchange.goOn::countDown, Duration.ZERO).get(10, TimeUnit.SECONDS);
		request.join();
		assertThat(exchange.sent()).containsExactly(Sent.inTime(CallbackAnswer.OK));
	}

	@Test
	void whenOneClientDoesNotReadItsLateAnswerThenOthersGetTheirs() throws Exception {
		SlowExchange slow = new SlowExchange();
		new PendingAnswer(slow).watchedBy(this.impatient);
		slow.writing.await();
		FakeExchange other = new FakeExchange("POST");
		new PendingAnswer(other).watchedBy(this.impatient);
		other.awaitAnswer();
		slow.goOn.countDown();
		assertThat(other.sent()).containsExactly(Sent.late(CallbackAnswer.UNAVAILABLE));
	}

	@Test
	void whenAnswerCannotBeSentThenThatIsAllAndItIsNotTriedAgain() {
		BrokenExchange exchange = new BrokenExchange(new IOException("Broken pipe"));
		PendingAnswer answer = new PendingAnswer(exchange);
		assertThatNoException().isThrownBy(() -> answer.send(CallbackAnswer.OK));
		answer.send(CallbackAnswer.OK);
		assertThat(exchange.attempts).isEqualTo(1);
		assertThat(answer.isSent()).isTrue();
	}

	@Test
	void whenAnswerIsSentThenSenderKnowsWhetherItReachedAnybody() {
		PendingAnswer gone = new PendingAnswer(new BrokenExchange(new IOException("Broken pipe")));
		assertThat(gone.send(CallbackAnswer.OK)).isFalse();
		PendingAnswer answer = new PendingAnswer(new FakeExchange("POST"));
		assertThat(answer.send(CallbackAnswer.OK)).isTrue();
		assertThat(answer.send(CallbackAnswer.OK)).isFalse();
	}

	@Test
	void whenContainerThrowsThenThatIsAll() {
		PendingAnswer answer = new PendingAnswer(new BrokenExchange(new IllegalStateException("recycled")));
		assertThatNoException().isThrownBy(() -> answer.send(CallbackAnswer.OK));
	}

	@Test
	void whenLateAnswerCannotBeSentThenWatchdogGoesOn() {
		new PendingAnswer(new BrokenExchange(new IOException("Broken pipe"))).watchedBy(this.impatient);
		FakeExchange next = new FakeExchange("POST");
		new PendingAnswer(next).watchedBy(this.impatient);
		next.awaitAnswer();
		assertThat(next.sent()).hasSize(1);
	}

	@Test
	void whenWatchdogIsClosedThenPendingAlarmsStillRing() {
		FakeExchange exchange = new FakeExchange("POST");
		Watchdog watchdog = new Watchdog(Duration.ofMillis(50));
		new PendingAnswer(exchange).watchedBy(watchdog);
		watchdog.close();
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackAnswer.UNAVAILABLE));
	}

	@Test
	void whenWatchdogRunsThenItsThreadsAreNamedAndDoNotKeepTheProcess() throws Exception {
		Thread[] thread = new Thread[1];
		this.impatient.schedule(() -> thread[0] = Thread.currentThread(), Duration.ZERO).get(10, TimeUnit.SECONDS);
		assertThat(thread[0].getName()).startsWith("livehook-watchdog-");
		assertThat(thread[0].isDaemon()).isTrue();
	}

	private static final class SlowExchange extends FakeExchange {

		private final CountDownLatch writing = new CountDownLatch(1);

		private final CountDownLatch goOn = new CountDownLatch(1);

		private volatile boolean written;

		SlowExchange() {
			super("POST");
		}

		@Override
		public void send(CallbackAnswer answer, boolean late) {
			this.writing.countDown();
			try {
				this.goOn.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.written = true;
			super.send(answer, late);
		}

	}

	private static final class BrokenExchange implements CallbackExchange {

		private final Exception failure;

		private int attempts;

		BrokenExchange(Exception failure) {
			this.failure = failure;
		}

		@Override
		public Duration age() {
			return Duration.ZERO;
		}

		@Override
		public String method() {
			return "POST";
		}

		@Override
		public @Nullable String query() {
			return null;
		}

		@Override
		public @Nullable String header(String name) {
			return null;
		}

		@Override
		public InputStream body() {
			return InputStream.nullInputStream();
		}

		@Override
		public void send(CallbackAnswer answer, boolean late) throws IOException {
			this.attempts++;
			if (this.failure instanceof IOException io) {
				throw io;
			}
			throw (RuntimeException) this.failure;
		}

	}

}
