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

package io.github.livehook.handler;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a handler wants to be different when it has failed; {@code null} for what is as in
 * general.
 *
 * @param maxAttempts how often it is called for one callback at most
 * @param delay the time between the first failure and the second attempt
 * @param multiplier what each delay is multiplied by for the next one
 * @param maxDelay the longest delay
 * @param jitter by which fraction of itself each delay is made shorter or longer
 * @param excludes the exceptions after which it is not called again, besides those that
 * are excluded in general
 * @param timeout the time that it has for one attempt
 * @since 0.1.0
 * @see Retry
 */
public record HandlerRetry(@Nullable Integer maxAttempts, @Nullable Duration delay, @Nullable Double multiplier,
		@Nullable Duration maxDelay, @Nullable Double jitter, List<Class<? extends Throwable>> excludes,
		@Nullable Duration timeout) {

	private static final HandlerRetry NONE = new HandlerRetry(null, null, null, null, null, List.of(), null);

	public HandlerRetry {
		excludes = List.copyOf(excludes);
	}

	/**
	 * Return that everything is as in general.
	 * @return no difference
	 */
	public static HandlerRetry none() {
		return NONE;
	}

}
