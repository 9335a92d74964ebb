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

import org.jspecify.annotations.Nullable;

/**
 * The verdict on an attempt of a handler.
 *
 * @param end how the attempt has ended
 * @param delay the time until the next attempt, zero if there is none
 * @param cause the cause of a failure for a log, empty if the attempt has succeeded
 * @param error the error of a handler that has failed, {@code null} if there is none
 * @param counted whether the attempt is one of those that a handler has
 * @since 0.1.0
 */
public record AttemptVerdict(End end, Duration delay, String cause, @Nullable Throwable error, boolean counted) {

	private static final AttemptVerdict SUCCEEDED = new AttemptVerdict(End.SUCCEEDED, Duration.ZERO, "", null, true);

	/**
	 * Return the verdict on an attempt that has succeeded.
	 * @return the verdict
	 */
	public static AttemptVerdict succeeded() {
		return SUCCEEDED;
	}

	/**
	 * Return the verdict on a call outside a durable delivery.
	 * @param error the error of the handler, {@code null} if it has succeeded
	 * @return the verdict
	 */
	public static AttemptVerdict of(@Nullable Throwable error) {
		return (error != null) ? failed(End.FAILED, Duration.ZERO, error) : SUCCEEDED;
	}

	/**
	 * Return the verdict that there will be another attempt.
	 * @param delay the time until then
	 * @param error the error of the handler
	 * @return the verdict
	 */
	public static AttemptVerdict retried(Duration delay, Throwable error) {
		return failed(End.RETRIED, delay, error);
	}

	/**
	 * Return the verdict that the process has died, or that the application stops.
	 * @param cause which of them
	 * @param counted whether the attempt counts
	 * @return the verdict
	 */
	public static AttemptVerdict interrupted(String cause, boolean counted) {
		return new AttemptVerdict(End.RETRIED, Duration.ZERO, cause, null, counted);
	}

	/**
	 * Return the verdict that there is no further attempt.
	 * @param error the error
	 * @return the verdict
	 */
	public static AttemptVerdict dead(Throwable error) {
		return failed(End.DEAD, Duration.ZERO, error);
	}

	/**
	 * Return the verdict that there is no further attempt, although no handler has thrown
	 * anything.
	 * @param cause the cause
	 * @return the verdict
	 */
	public static AttemptVerdict dead(String cause) {
		return new AttemptVerdict(End.DEAD, Duration.ZERO, cause, null, true);
	}

	private static AttemptVerdict failed(End end, Duration delay, Throwable error) {
		return new AttemptVerdict(end, delay, Causes.describe(error), error, true);
	}

	/**
	 * Return the verdict that there is no further attempt, and no dead letter.
	 * @return the same with another end
	 */
	public AttemptVerdict discarded() {
		return new AttemptVerdict(End.DISCARDED, this.delay, this.cause, this.error, this.counted);
	}

	/**
	 * The ends of an attempt.
	 */
	public enum End {

		/**
		 * The handler has done its work.
		 */
		SUCCEEDED,

		/**
		 * The attempt has failed, and Livehook makes no other.
		 */
		FAILED,

		/**
		 * The attempt has failed, and there will be another.
		 */
		RETRIED,

		/**
		 * The attempt has failed, and the callback is a dead letter now.
		 */
		DEAD,

		/**
		 * The body does not fit, and is not kept: there are enough dead letters of its
		 * request.
		 */
		DISCARDED

	}

}
