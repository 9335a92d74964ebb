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

package io.github.livehook.delivery.kafka;

import java.time.Instant;

/**
 * The work of one handler on one callback.
 *
 * @param callback the callback
 * @param handlerId the id of the handler
 * @param partition the number of the partition, the same in each topic
 * @param attempts the number of attempts that were begun
 * @param state the state
 * @param due the time of the next attempt
 * @param since when the callback was accepted or replayed
 */
record Work(StoredCallback callback, String handlerId, int partition, int attempts, State state, Instant due,
		Instant since) {

	/**
	 * Return the key of the records of this work.
	 * @return the key
	 */
	String key() {
		return this.callback.row() + " " + this.handlerId;
	}

	/**
	 * Return this work with another attempt begun.
	 * @param end the time by which it has ended, unless the process has died
	 * @return the work
	 */
	Work begin(Instant end) {
		return new Work(this.callback, this.handlerId, this.partition, this.attempts + 1, State.BEGUN, end, this.since);
	}

	/**
	 * Return this work with an attempt that has to wait.
	 * @param attempts the number of attempts so far
	 * @param due the time of the next one
	 * @return the work
	 */
	Work waiting(int attempts, Instant due) {
		return new Work(this.callback, this.handlerId, this.partition, attempts, State.WAITING, due, this.since);
	}

	/**
	 * The states of work.
	 */
	enum State {

		/**
		 * The first attempt is made from the callback itself.
		 */
		FIRST,

		/**
		 * The next attempt is due at its time.
		 */
		WAITING,

		/**
		 * The last attempt has begun. Nobody knows of its end.
		 */
		BEGUN

	}

}
