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

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.Callback;
import io.github.livehook.event.CallbackMetadata;

/**
 * Where the callback of some work comes from: it was just received, or stored before.
 */
sealed interface CallbackSource {

	CallbackMetadata metadata();

	/**
	 * Return the callback.
	 * @param codec what reads bodies
	 * @param metadata the metadata that it gets
	 * @return the callback
	 * @throws InvalidBodyException if the body does not fit its command
	 */
	Callback read(CallbackCodec codec, CallbackMetadata metadata) throws InvalidBodyException;

	/**
	 * A callback that was just received, so it is read already.
	 *
	 * @param callback the callback, in its first attempt
	 */
	record Received(Callback callback) implements CallbackSource {

		@Override
		public CallbackMetadata metadata() {
			return this.callback.metadata();
		}

		@Override
		public Callback read(CallbackCodec codec, CallbackMetadata metadata) {
			return this.callback;
		}

	}

	/**
	 * A callback as it was stored.
	 *
	 * @param metadata what is known besides the body
	 * @param body the body
	 */
	@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared
	record Stored(CallbackMetadata metadata, byte[] body) implements CallbackSource {

		@Override
		public Callback read(CallbackCodec codec, CallbackMetadata metadata) throws InvalidBodyException {
			return codec.restore(this.body, metadata);
		}

	}

}
