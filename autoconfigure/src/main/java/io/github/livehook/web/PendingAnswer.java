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
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to a request, which is sent once: by the thread of the request, or by the
 * {@link Watchdog} when the time is up.
 */
final class PendingAnswer {

	private static final Logger logger = LoggerFactory.getLogger(PendingAnswer.class);

	private final CallbackExchange exchange;

	// Held while the answer is written: the thread of the request must not return to the
	// container, which uses the response again, before the watchdog has done its work
	private final Lock lock = new ReentrantLock();

	private volatile @Nullable ScheduledFuture<?> alarm;

	private volatile CallbackAnswer whenLate = CallbackAnswer.UNAVAILABLE;

	private volatile boolean sent;

	PendingAnswer(CallbackExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Let a watchdog send the answer when the time is up.
	 * @param watchdog the watchdog
	 */
	void watchedBy(Watchdog watchdog) {
		this.alarm = watchdog.schedule(this::sendLate, this.exchange.age());
	}

	/**
	 * Set what is sent if the time is up from now on.
	 * @param answer the answer
	 */
	void whenLate(CallbackAnswer answer) {
		this.whenLate = answer;
	}

	Duration timeLeft() {
		ScheduledFuture<?> alarm = this.alarm;
		return (alarm != null) ? Duration.ofNanos(alarm.getDelay(TimeUnit.NANOSECONDS)) : Duration.ZERO;
	}

	boolean isSent() {
		return this.sent;
	}

	/**
	 * Send the answer, unless the time was up before.
	 * @param answer the answer
	 * @return whether it is the one that was sent; {@code false} also if the client has
	 * gone
	 */
	boolean send(CallbackAnswer answer) {
		ScheduledFuture<?> alarm = this.alarm;
		if (alarm != null) {
			alarm.cancel(false);
		}
		this.lock.lock();
		try {
			return sendOnce(answer, false);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void sendLate() {
		// Whoever holds the lock is sending the answer
		if (this.lock.tryLock()) {
			try {
				sendOnce(this.whenLate, true);
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private boolean sendOnce(CallbackAnswer answer, boolean late) {
		if (this.sent) {
			return false;
		}
		this.sent = true;
		try {
			this.exchange.send(answer, late);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The answer {} could not be sent", answer.status(), ex);
			return false;
		}
		return true;
	}

}
