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

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.LogSanitizer;

/**
 * The response to a request, which is sent once: by the thread of the request, or at the
 * {@link ResponseDeadline}.
 */
final class PendingResponse {

	private static final Logger logger = LoggerFactory.getLogger(PendingResponse.class);

	private final CallbackExchange exchange;

	// Held while the response is written: the thread of the request must not return to
	// the container, which uses the response again, before the deadline's thread has
	// written it
	private final Lock lock = new ReentrantLock();

	private volatile @Nullable ScheduledFuture<?> deadline;

	private volatile CallbackResponse atDeadline = Phase.VERIFYING.atDeadline();

	private volatile @Nullable CallbackResponse sentAtDeadline;

	private volatile boolean sent;

	PendingResponse(CallbackExchange exchange) {
		this.exchange = exchange;
	}

	/**
	 * Have the response sent at the deadline.
	 * @param deadline the deadline
	 */
	void limitedBy(ResponseDeadline deadline) {
		this.deadline = deadline.schedule(this::sendAtDeadline);
	}

	/**
	 * Enter a phase, which tells what is sent at the deadline.
	 * @param phase the phase
	 */
	void enter(Phase phase) {
		this.atDeadline = phase.atDeadline();
	}

	/**
	 * Set what is sent at the deadline once the outcome of the request is known, and no
	 * longer follows from its phase.
	 * @param response the response
	 */
	void settle(CallbackResponse response) {
		this.atDeadline = response;
	}

	Duration timeLeft() {
		ScheduledFuture<?> deadline = this.deadline;
		return (deadline != null) ? Duration.ofNanos(deadline.getDelay(TimeUnit.NANOSECONDS)) : Duration.ZERO;
	}

	boolean isSent() {
		return this.sent;
	}

	/**
	 * Return the response that was sent at the deadline.
	 * @return the response, or {@code null} if the deadline has not come before the
	 * request was processed
	 */
	@Nullable CallbackResponse sentAtDeadline() {
		return this.sentAtDeadline;
	}

	/**
	 * Send the response, unless the deadline has come before.
	 * @param response the response
	 * @return whether it is the one that was sent; {@code false} also if the client has
	 * gone
	 */
	boolean send(CallbackResponse response) {
		ScheduledFuture<?> deadline = this.deadline;
		if (deadline != null) {
			deadline.cancel(false);
		}
		this.lock.lock();
		try {
			return sendOnce(response, false);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void sendAtDeadline() {
		// The thread that holds the lock is sending the response
		if (this.lock.tryLock()) {
			try {
				if (!this.sent) {
					CallbackResponse response = this.atDeadline;
					this.sentAtDeadline = response;
					sendOnce(response, true);
				}
			}
			finally {
				this.lock.unlock();
			}
		}
	}

	private boolean sendOnce(CallbackResponse response, boolean late) {
		if (this.sent) {
			return false;
		}
		this.sent = true;
		try {
			this.exchange.send(response, late);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("The response {} could not be sent", response.status(), LogSanitizer.sanitize(ex));
			return false;
		}
		return true;
	}

	/**
	 * The phases of a request, each with the response that is sent if the response
	 * deadline comes meanwhile.
	 */
	enum Phase {

		/**
		 * The request is being verified.
		 */
		VERIFYING(CallbackResponse.UNAVAILABLE),

		/**
		 * The body is being read.
		 */
		READING(CallbackResponse.BAD_REQUEST),

		/**
		 * The callbacks are being decoded and admitted. Livehook is not responsible for
		 * them yet.
		 */
		ADMITTING(CallbackResponse.UNAVAILABLE),

		/**
		 * The delivery is responsible for the callbacks, and no handler has failed so
		 * far.
		 */
		HANDLING(CallbackResponse.OK);

		private final CallbackResponse atDeadline;

		Phase(CallbackResponse atDeadline) {
			this.atDeadline = atDeadline;
		}

		CallbackResponse atDeadline() {
			return this.atDeadline;
		}

	}

}
