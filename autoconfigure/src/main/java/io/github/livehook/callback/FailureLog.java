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

package io.github.livehook.callback;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs what code of the application throws. Within a minute, the first failure with an
 * exception of a type has its stack trace, nine more have a line, and then each tenfold.
 *
 * @since 0.1.0
 */
public final class FailureLog {

	private static final int MAX_LENGTH = 300;

	private final LogThrottle throttle;

	/**
	 * Create a log of failures.
	 */
	public FailureLog() {
		this(System::nanoTime);
	}

	FailureLog(LongSupplier nanoTime) {
		this.throttle = new LogThrottle(Duration.ofMinutes(1), nanoTime);
	}

	/**
	 * Log a failure, unless there were too many like it.
	 * @param logger the logger to write to
	 * @param failure the sentence that says what has failed, without a full stop, and
	 * nothing in it is a sender's
	 * @param error the exception
	 */
	public void log(Logger logger, String failure, Throwable error) {
		log(logger, failure, null, error);
	}

	/**
	 * Log a failure to handle a callback, unless there were too many like it.
	 * @param logger the logger to write to
	 * @param failure the sentence that says what has failed, without a full stop, and
	 * nothing in it is a sender's
	 * @param requestId the {@code RequestID} of the callback, {@code null} if it has none
	 * @param error the exception
	 */
	public void log(Logger logger, String failure, @Nullable String requestId, Throwable error) {
		long number = this.throttle.admit(failure, error.getClass());
		String request = (requestId != null) ? " (RequestID %s)".formatted(LogSanitizer.sanitize(requestId, MAX_LENGTH))
				: "";
		if (number == 1) {
			logger.error("{}{}", failure, request, LogSanitizer.sanitize(error));
		}
		else if (number > 0) {
			logger.error("{}{} ({} times within a minute): {}", failure, request, number,
					LogSanitizer.sanitize(error.toString(), MAX_LENGTH));
		}
	}

}
