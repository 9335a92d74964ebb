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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.CallbackPayload;

/**
 * A callback with metadata of its own.
 *
 * @param metadata the metadata
 * @param delegate the callback that the rest is of
 */
public record FixedCallback(CallbackMetadata metadata, Callback delegate) implements Callback {

	@Override
	public @Nullable UUID duplicateKey() {
		return UUID.nameUUIDFromBytes(this.metadata.withAttempt(1).toString().getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public byte[] body() {
		return this.delegate.body();
	}

	@Override
	public CallbackPayload payload() {
		return this.delegate.payload();
	}

	@Override
	public Object bodyAs(Type type) {
		return this.delegate.bodyAs(type);
	}

}
