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

package io.github.livehook.delivery.jdbc;

import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The key of the work of one handler on one callback. When another holder takes it over,
 * its version changes, and the key fits no row any more.
 *
 * @param callbackRow the id of the row of the callback
 * @param handlerId the id of the handler
 * @param version the version, which changes with the holder
 */
record WorkKey(String callbackRow, String handlerId, int version) {

	/**
	 * The order in which rows are locked, so that no two transactions wait for each
	 * other.
	 */
	static final Comparator<WorkKey> LOCK_ORDER = Comparator.comparing(WorkKey::callbackRow)
		.thenComparing(WorkKey::handlerId);

	private static final int MAX_FIRST_VERSION = 1_000_000_000;

	static WorkKey ofNew(String callbackRow, String handlerId) {
		return new WorkKey(callbackRow, handlerId, 1);
	}

	/**
	 * Return a key for work that there was before. A holder of that must not hold this.
	 * @param callbackRow the id of the row of the callback
	 * @param handlerId the id of the handler
	 * @return the key
	 */
	static WorkKey ofReplayed(String callbackRow, String handlerId) {
		return new WorkKey(callbackRow, handlerId, ThreadLocalRandom.current().nextInt(MAX_FIRST_VERSION));
	}

	WorkKey next() {
		return new WorkKey(this.callbackRow, this.handlerId, this.version + 1);
	}

}
