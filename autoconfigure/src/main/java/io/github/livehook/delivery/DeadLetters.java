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

import java.util.List;
import java.util.function.IntPredicate;

import org.jspecify.annotations.Nullable;

/**
 * The callbacks that were given up, each for one handler. They are kept until they are
 * replayed or discarded, or until a {@link DeadLetterLimits limit} is reached. Every
 * method may throw an unchecked exception if the store does not answer: nothing is
 * changed then, but that of several some may already be replayed, and that Kafka may
 * still make the change once it answers again.
 *
 * @since 0.1.0
 */
public interface DeadLetters {

	/**
	 * Find dead letters.
	 * @param filter which ones
	 * @param limit how many at most
	 * @return the dead letters, the latest first
	 */
	List<DeadLetter> find(Filter filter, int limit);

	/**
	 * Find a dead letter.
	 * @param id its id
	 * @return the dead letter, or {@code null} if there is none
	 */
	@Nullable DeadLetter find(String id);

	/**
	 * Return the body of the callback of a dead letter.
	 * @param id the id of the dead letter
	 * @return the bytes as they were received, or {@code null} if there is no such dead
	 * letter
	 */
	byte @Nullable [] body(String id);

	/**
	 * Give a dead letter to its handler again, with all attempts. On one node it is run
	 * once, however often and by however many this is called at the same time. So it is
	 * on several nodes that share a database; those that share a Kafka cluster may run it
	 * once each, and again after a call that has failed.
	 * @param id its id
	 * @return whether it is replayed by this call
	 */
	boolean replay(String id);

	/**
	 * Give dead letters to their handlers again, each as by {@link #replay(String)}.
	 * @param filter which ones
	 * @return how many are replayed by this call
	 */
	default int replay(Filter filter) {
		return replay(filter, (count) -> true);
	}

	/**
	 * Give dead letters to their handlers again, the oldest first and a few at a time,
	 * until none that passes the filter is left. What dies after the beginning of this
	 * call is not replayed by it.
	 * @param filter which ones
	 * @param progress called now and then with the number of those that are replayed by
	 * this call so far; returns whether to go on
	 * @return how many are replayed by this call
	 */
	int replay(Filter filter, IntPredicate progress);

	/**
	 * Discard a dead letter, for ever.
	 * @param id its id
	 * @return whether it was discarded by this call
	 */
	boolean discard(String id);

	/**
	 * Discard dead letters, for ever.
	 * @param filter which ones
	 * @return how many were discarded by this call
	 */
	default int discard(Filter filter) {
		return discard(filter, (count) -> true);
	}

	/**
	 * Discard dead letters, for ever, in the way of
	 * {@link #replay(Filter, IntPredicate)}.
	 * @param filter which ones
	 * @param progress called now and then with the number of those that were discarded by
	 * this call so far; returns whether to go on
	 * @return how many were discarded by this call
	 */
	int discard(Filter filter, IntPredicate progress);

	/**
	 * Which dead letters.
	 *
	 * @param handlerId those of this handler, {@code null} for every handler
	 * @param command those of this command, {@code null} for every command
	 */
	record Filter(@Nullable String handlerId, @Nullable String command) {

		private static final Filter ALL = new Filter(null, null);

		/**
		 * Return the filter that every dead letter passes.
		 * @return the filter
		 */
		public static Filter all() {
			return ALL;
		}

	}

}
