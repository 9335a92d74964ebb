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

package io.github.livehook.callback;

import java.lang.reflect.Type;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * A callback that was verified and is a JSON object. Its body is read on demand, so that
 * a body that does not fit its record still reaches the handlers that do not take the
 * record.
 *
 * @since 0.1.0
 */
public interface Callback {

	/**
	 * Return the metadata.
	 * @return the metadata
	 */
	CallbackMetadata metadata();

	/**
	 * Return the body as it was received. The array is not a copy and must not be
	 * changed.
	 * @return the bytes, UTF-8
	 */
	byte[] body();

	/**
	 * Return the key that this callback shares with its duplicates and with nothing else,
	 * made of app, command and bytes, or of the id of a {@link CallbackIdentifier} of the
	 * application. By default there is none.
	 * @return the first half of a SHA-256, or {@code null} if the callback must never be
	 * taken for a duplicate, or was read from the store
	 */
	default @Nullable UUID duplicateKey() {
		return null;
	}

	/**
	 * Return the key that this callback shares with all that is to be handled in order
	 * with it, such as the id of its room or group. By default there is none.
	 * @return the key, or {@code null} if the callback is in order with nothing
	 */
	default @Nullable String orderingKey() {
		return null;
	}

	/**
	 * Return the payload: the record of the command, or {@link UnknownCallback} if the
	 * command has none.
	 * @return the payload
	 * @throws UnreadableBodyException if the body does not fit the record
	 */
	CallbackPayload payload();

	/**
	 * Read the body as a type: a {@link CallbackPayload}, Jackson's {@code JsonNode}, a
	 * {@code Map}, or a record or class of the application, read with the same tolerance.
	 * A {@code String} or {@code byte[]} is the body as it was received.
	 * @param <T> the type
	 * @param type the type
	 * @return the body, never shared with another caller if it can be changed
	 * @throws UnreadableBodyException if the body does not fit the type
	 */
	default <T> T bodyAs(Class<T> type) {
		return type.cast(bodyAs((Type) type));
	}

	/**
	 * Read the body as a type that may have type arguments, such as
	 * {@code Envelope<Payment>}.
	 * @param type the type, without type variables
	 * @return the body, as for {@link #bodyAs(Class)}
	 * @throws UnreadableBodyException if the body does not fit the type
	 */
	Object bodyAs(Type type);

}
