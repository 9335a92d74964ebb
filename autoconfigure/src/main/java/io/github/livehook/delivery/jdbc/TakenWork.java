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

import java.time.Instant;

/**
 * Work that was taken.
 *
 * @param key the work
 * @param dueAt since when it was due
 * @param attempts how many attempts have begun
 * @param died whether the attempt before has not come to an end that was stored
 */
record TakenWork(WorkKey key, Instant dueAt, int attempts, boolean died) {

	TakenWork again() {
		return new TakenWork(this.key.takenAgain(), this.dueAt, this.attempts + 1, this.died);
	}

}
