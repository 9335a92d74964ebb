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

package io.github.livehook.delivery.before;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.DecisionResult;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reply that notes what it is told, and takes an answer only if the time is not up.
 */
final class TestReply implements CallbackDecisions.Reply {

	final List<DecisionResult> sent = new CopyOnWriteArrayList<>();

	final List<Decision> whenLate = new CopyOnWriteArrayList<>();

	private final Supplier<Duration> timeLeft;

	private final boolean answered;

	private TestReply(Supplier<Duration> timeLeft, boolean answered) {
		this.timeLeft = timeLeft;
		this.answered = answered;
	}

	static TestReply within(Duration timeLeft) {
		return new TestReply(() -> timeLeft, false);
	}

	/**
	 * Create a reply whose time is up as soon as the decisionHandler is running.
	 * @param asked open once it is
	 * @return the reply
	 */
	static TestReply lateOnce(CountDownLatch asked) {
		return new TestReply(() -> {
			try {
				assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			return Duration.ZERO;
		}, false);
	}

	/**
	 * Create a reply to a request that is answered before anything is decided.
	 * @return the reply
	 */
	static TestReply answered() {
		return new TestReply(() -> Duration.ofSeconds(20), true);
	}

	@Override
	public Duration timeLeft() {
		return this.timeLeft.get();
	}

	@Override
	public void whenLate(Decision decision) {
		this.whenLate.add(decision);
	}

	@Override
	public boolean send(DecisionResult result) {
		this.sent.add(result);
		return !this.answered;
	}

}
