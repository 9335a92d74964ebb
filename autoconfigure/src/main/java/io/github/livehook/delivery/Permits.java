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

/**
 * How many calls of handlers or deciders may run at the same time, and how many do.
 *
 * @since 0.1.0
 */
public interface Permits {

	/**
	 * Return how many there are.
	 * @return the number, at least 1
	 */
	int maximum();

	/**
	 * Return how many are in use.
	 * @return the number, at most the maximum
	 */
	int used();

	/**
	 * Return for how long none has been free.
	 * @return the time, zero if there is one
	 */
	Duration exhaustedFor();

}
