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

package io.github.livehook.codec;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * {@link Callback} that reads its body as other types than the expected one on demand.
 */
final class DecodedCallback implements Callback {

	private final JacksonCallbackCodec codec;

	private final CallbackMetadata metadata;

	private final JsonBody body;

	private final int position;

	private volatile @Nullable CallbackPayload payload;

	/**
	 * Create a callback.
	 * @param codec the codec
	 * @param metadata the metadata
	 * @param body the body
	 * @param position the position among the events of the request, -1 if it comes from
	 * no request
	 */
	DecodedCallback(JacksonCallbackCodec codec, CallbackMetadata metadata, JsonBody body, int position) {
		this.codec = codec;
		this.metadata = metadata;
		this.body = body;
		this.position = position;
	}

	@Override
	public CallbackMetadata metadata() {
		return this.metadata;
	}

	@Override
	public byte[] body() {
		return this.body.bytes();
	}

	@Override
	public @Nullable UUID duplicateKey() {
		return (this.position >= 0) ? this.codec.duplicateKey(this.metadata, this.body, this.position) : null;
	}

	@Override
	public @Nullable String orderingKey() {
		return this.codec.orderingKey(this.metadata.command(), this.body);
	}

	@Override
	public CallbackPayload payload() {
		CallbackPayload payload = this.payload;
		if (payload == null) {
			payload = this.codec.readPayload(this.metadata.command(), this.body);
			// Its lists and maps can be changed, so each reader gets its own
			this.payload = (payload instanceof UnknownCallback) ? null : payload;
		}
		return payload;
	}

	@Override
	public Object bodyAs(Type type) {
		if (this.codec.isPayloadOf(this.metadata.command(), type)) {
			return payload();
		}
		if (type == String.class) {
			return new String(this.body.bytes(), StandardCharsets.UTF_8);
		}
		if (type == byte[].class) {
			return this.body.bytes().clone();
		}
		ObjectNode tree = this.body.tree();
		if (type instanceof Class<?> plain && plain.isInstance(tree)) {
			return tree.deepCopy();
		}
		if (type == UnknownCallback.class) {
			return this.codec.readUnknown(this.metadata.command(), tree);
		}
		return this.codec.read(type, tree);
	}

}
