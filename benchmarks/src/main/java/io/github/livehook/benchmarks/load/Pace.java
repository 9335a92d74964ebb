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

package io.github.livehook.benchmarks.load;

import java.time.Duration;

/**
 * When requests are to be sent.
 */
public interface Pace {

	/**
	 * Return a pace at which each request follows the answer to the one before, for some
	 * time.
	 * @param duration how long
	 * @return the pace
	 */
	static Pace unlimited(Duration duration) {
		return () -> new ClosedSchedule(Long.MAX_VALUE, duration);
	}

	/**
	 * Return a pace at which each request follows the answer to the one before, for a
	 * number of requests.
	 * @param requests how many
	 * @return the pace
	 */
	static Pace unlimited(long requests) {
		return () -> new ClosedSchedule(requests, Duration.ofDays(1));
	}

	/**
	 * Return a pace that does not depend on the answers: a request that has to wait for a
	 * free connection counts from when it was to be sent.
	 * @param rate the requests in a second
	 * @param duration how long
	 * @return the pace
	 */
	static Pace fixed(double rate, Duration duration) {
		return () -> new OpenSchedule(rate, duration);
	}

	/**
	 * Begin.
	 * @return the times to send at
	 */
	Schedule begin();

	/**
	 * The times to send at.
	 */
	interface Schedule {

		/**
		 * Return whether a request is to be sent.
		 * @param now the time, as of {@link System#nanoTime()}
		 * @return whether the next is due
		 */
		boolean isDue(long now);

		/**
		 * Take the next request.
		 * @param now the time
		 * @return when it is to be sent
		 */
		long take(long now);

		/**
		 * Return whether no more requests are to be sent.
		 * @param now the time
		 * @return whether that was all
		 */
		boolean isOver(long now);

		/**
		 * Return whether there is nothing to do between answers.
		 * @return {@code false} if the time has to be watched
		 */
		boolean waitsForAnswers();

	}

}
