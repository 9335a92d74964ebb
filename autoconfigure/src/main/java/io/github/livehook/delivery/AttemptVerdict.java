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

import io.github.livehook.delivery.DeliveryListener.AttemptEnd;

/**
 * What a durable delivery has to do after an attempt.
 *
 * @param end how the attempt ended
 * @param delay the time until the next attempt, zero if there is none
 * @param cause why it has failed, empty if it has succeeded
 * @param counted whether it is one of the attempts that a handler has
 * @since 0.1.0
 */
public record AttemptVerdict(AttemptEnd end, Duration delay, String cause, boolean counted) {

	static AttemptVerdict succeeded() {
		return new AttemptVerdict(AttemptEnd.SUCCEEDED, Duration.ZERO, "", true);
	}

	static AttemptVerdict retried(Duration delay, String cause) {
		return new AttemptVerdict(AttemptEnd.RETRIED, delay, cause, true);
	}

	static AttemptVerdict stopped(boolean counted) {
		return new AttemptVerdict(AttemptEnd.RETRIED, Duration.ZERO, "The application stops", counted);
	}

	/**
	 * Return the verdict that there is no further attempt.
	 * @param cause why
	 * @return the verdict
	 */
	public static AttemptVerdict dead(String cause) {
		return new AttemptVerdict(AttemptEnd.DEAD, Duration.ZERO, cause, true);
	}

}
