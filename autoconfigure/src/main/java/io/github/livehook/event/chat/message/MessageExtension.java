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

package io.github.livehook.event.chat.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value that were set at a message, such as a vote.
 *
 * @param key the key
 * @param value the value, empty if the key was deleted
 * @param sequence the number of the latest change of the key
 * @since 0.1.0
 */
public record MessageExtension(@JsonProperty("Key") @Nullable String key, @JsonProperty("Value") @Nullable String value,
		@JsonProperty("Seq") @Nullable Long sequence) {

	/**
	 * A change of the extensions of a message. A code that is not listed here is kept as
	 * it is.
	 *
	 * @param code the {@code OperateType}
	 * @see MessageExtension
	 */
	public record ExtensionOperation(@JsonValue int code) {

		/**
		 * Keys were set.
		 */
		public static final ExtensionOperation SET = new ExtensionOperation(1);

		/**
		 * Keys were deleted.
		 */
		public static final ExtensionOperation DELETE = new ExtensionOperation(2);

		/**
		 * All keys were deleted; they are not listed.
		 */
		public static final ExtensionOperation CLEAR = new ExtensionOperation(3);

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public ExtensionOperation {
		}

		@Override
		public String toString() {
			return String.valueOf(this.code);
		}

	}

}
