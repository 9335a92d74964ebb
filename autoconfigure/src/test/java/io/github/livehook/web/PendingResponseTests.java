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
import java.time.Duration;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.util.ReflectionTestUtils;

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.web.FakeExchange.Sent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link PendingResponse} and {@link ResponseDeadline}.
 */
@Timeout(30)
class PendingResponseTests {

	private final ResponseDeadline impatient = new ResponseDeadline(Duration.ofMillis(5));

	private final ResponseDeadline patient = new ResponseDeadline(Duration.ofHours(1));

	@AfterEach
	void close() {
		this.impatient.close();
		this.patient.close();
	}

	@Test
	void whenAnsweredInTimeThenSentOnceAndAlarmIsCancelled() {
		FakeExchange exchange = new FakeExchange("POST");
		PendingResponse answer = new PendingResponse(exchange);
		int alarms = alarms().size();
		answer.limitedBy(this.patient);
		assertThat(alarms()).hasSize(alarms + 1);
		answer.send(CallbackResponse.OK);
		answer.send(CallbackResponse.FORBIDDEN);
		assertThat(answer.isSent()).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.inTime(CallbackResponse.OK));
		assertThat(alarms()).hasSize(alarms);
	}

	@Test
	void whenRequestIsWatchedThenNoThreadIsWokenSinceAnotherTaskIsDueBefore() {
		Runnable first = alarms().peek();
		new PendingResponse(new FakeExchange("POST")).limitedBy(this.patient);
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
		PendingResponse answer = new PendingResponse(exchange);
		answer.limitedBy(this.impatient);
		exchange.awaitAnswer();
		answer.send(CallbackResponse.OK);
		assertThat(answer.isSent()).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
	}

	@Test
	void whenDeadlineIsSetThenTimeIsLeft() {
		PendingResponse answer = new PendingResponse(new FakeExchange("POST"));
		assertThat(answer.timeLeft()).isZero();
		answer.limitedBy(this.patient);
		assertThat(answer.timeLeft()).isBetween(Duration.ofMinutes(50), Duration.ofMinutes(60));
	}

	@ParameterizedTest
	@CsvSource({ "VERIFYING, 503", "READING, 400", "ADMITTING, 503", "HANDLING, 200" })
	void whenDeadlineComesThenPhaseTellsWhatIsSent(PendingResponse.Phase phase, int status) {
		FakeExchange exchange = new FakeExchange("POST");
		PendingResponse answer = new PendingResponse(exchange);
		answer.enter(phase);
		answer.limitedBy(this.impatient);
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(phase.atDeadline()));
		assertThat(phase.atDeadline().status()).isEqualTo(status);
		assertThat(answer.sentAtDeadline()).isSameAs(phase.atDeadline());
	}

	@Test
	void whenAnsweredInTimeThenNothingWasSentAtDeadline() {
		PendingResponse answer = new PendingResponse(new FakeExchange("POST"));
		answer.limitedBy(this.patient);
		answer.send(CallbackResponse.OK);
		assertThat(answer.sentAtDeadline()).isNull();
	}

	@Test
	void whenLateAnswerIsSetThenItIsThatWhichIsSent() {
		FakeExchange exchange = new FakeExchange("POST");
		PendingResponse answer = new PendingResponse(exchange);
		answer.settle(CallbackResponse.OK);
		answer.limitedBy(this.impatient);
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackResponse.OK));
	}

	@Test
	void whenLateAnswerIsBeingWrittenThenThreadOfRequestWaitsForIt() throws Exception {
		SlowExchange exchange = new SlowExchange();
		PendingResponse answer = new PendingResponse(exchange);
		answer.limitedBy(this.impatient);
		exchange.writing.await();
		Thread request = new Thread(() -> answer.send(CallbackResponse.OK));
		request.start();
		while (request.getState() != Thread.State.WAITING) {
			Thread.onSpinWait();
			assertThat(request.isAlive()).as("the thread of the request is still there").isTrue();
		}
		exchange.goOn.countDown();
		request.join();
		assertThat(exchange.written).isTrue();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
	}

	@Test
	void whenAnswerIsBeingWrittenThenDeadlineDoesNotWaitForIt() throws Exception {
		SlowExchange exchange = new SlowExchange();
		PendingResponse answer = new PendingResponse(exchange);
		Thread request = new Thread(() -> answer.send(CallbackResponse.OK));
		request.start();
		exchange.writing.await();
		for (int i = 0; i < 50; i++) {
			answer.limitedBy(this.impatient);
		}
		this.impatient.schedule(exchange.goOn::countDown).get(10, TimeUnit.SECONDS);
		request.join();
		assertThat(exchange.sent()).containsExactly(Sent.inTime(CallbackResponse.OK));
	}

	@Test
	void whenOneClientDoesNotReadItsLateAnswerThenOthersGetTheirs() throws Exception {
		SlowExchange slow = new SlowExchange();
		new PendingResponse(slow).limitedBy(this.impatient);
		slow.writing.await();
		FakeExchange other = new FakeExchange("POST");
		new PendingResponse(other).limitedBy(this.impatient);
		other.awaitAnswer();
		slow.goOn.countDown();
		assertThat(other.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
	}

	@Test
	void whenAnswerCannotBeSentThenThatIsAllAndItIsNotTriedAgain() {
		BrokenExchange exchange = new BrokenExchange(new IOException("Broken pipe"));
		PendingResponse answer = new PendingResponse(exchange);
		assertThatNoException().isThrownBy(() -> answer.send(CallbackResponse.OK));
		answer.send(CallbackResponse.OK);
		assertThat(exchange.attempts).isEqualTo(1);
		assertThat(answer.isSent()).isTrue();
	}

	@Test
	void whenAnswerIsSentThenSenderKnowsWhetherItReachedAnybody() {
		PendingResponse gone = new PendingResponse(new BrokenExchange(new IOException("Broken pipe")));
		assertThat(gone.send(CallbackResponse.OK)).isFalse();
		PendingResponse answer = new PendingResponse(new FakeExchange("POST"));
		assertThat(answer.send(CallbackResponse.OK)).isTrue();
		assertThat(answer.send(CallbackResponse.OK)).isFalse();
	}

	@Test
	void whenContainerThrowsThenThatIsAll() {
		PendingResponse answer = new PendingResponse(new BrokenExchange(new IllegalStateException("recycled")));
		assertThatNoException().isThrownBy(() -> answer.send(CallbackResponse.OK));
	}

	@Test
	void whenLateAnswerCannotBeSentThenDeadlineGoesOn() {
		new PendingResponse(new BrokenExchange(new IOException("Broken pipe"))).limitedBy(this.impatient);
		FakeExchange next = new FakeExchange("POST");
		new PendingResponse(next).limitedBy(this.impatient);
		next.awaitAnswer();
		assertThat(next.sent()).hasSize(1);
	}

	@Test
	void whenDeadlineIsClosedThenPendingAlarmsStillRing() {
		FakeExchange exchange = new FakeExchange("POST");
		ResponseDeadline deadline = new ResponseDeadline(Duration.ofMillis(50));
		new PendingResponse(exchange).limitedBy(deadline);
		deadline.close();
		exchange.awaitAnswer();
		assertThat(exchange.sent()).containsExactly(Sent.late(CallbackResponse.UNAVAILABLE));
	}

	@Test
	void whenDeadlineRunsThenItsThreadsAreNamedAndDoNotKeepTheProcess() throws Exception {
		Thread[] thread = new Thread[1];
		this.impatient.schedule(() -> thread[0] = Thread.currentThread()).get(10, TimeUnit.SECONDS);
		assertThat(thread[0].getName()).startsWith("livehook-deadline-");
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
		public void send(CallbackResponse answer, boolean late) throws IOException {
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

	private static final class BrokenExchange extends FakeExchange {

		private final Exception failure;

		private int attempts;

		BrokenExchange(Exception failure) {
			super("POST");
			this.failure = failure;
		}

		@Override
		public void send(CallbackResponse answer, boolean late) throws IOException {
			this.attempts++;
			if (this.failure instanceof IOException io) {
				throw io;
			}
			throw (RuntimeException) this.failure;
		}

	}

}
