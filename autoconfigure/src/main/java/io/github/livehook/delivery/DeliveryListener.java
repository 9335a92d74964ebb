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

import io.github.livehook.callback.CallbackMetadata;

/**
 * Sees what becomes of each attempt of a durable delivery. All beans of this type are
 * told, in their order; what they throw is logged and changes nothing.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeliveryListener {

	/**
	 * An attempt has ended, or the process that made it has. Called from any thread,
	 * after the store was told. It should return soon: the ends of other attempts wait to
	 * be stored.
	 * @param handlerId the handler
	 * @param callback the callback, with the number of the attempt
	 * @param end how it ended
	 */
	void attempted(String handlerId, CallbackMetadata callback, AttemptEnd end);

	/**
	 * The ends of an attempt.
	 */
	enum AttemptEnd {

		/**
		 * The handler has done its work.
		 */
		SUCCEEDED,

		/**
		 * The attempt has failed, and there will be another.
		 */
		RETRIED,

		/**
		 * The attempt has failed, and the callback is a dead letter now.
		 */
		DEAD

	}

}
