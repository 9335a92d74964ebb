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

package io.github.livehook.test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * JSON objects and their fields. Objects in them are maps and arrays are lists, all of
 * which can be changed.
 */
final class JsonFields {

	private static final CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());

	static final CallbackMetadata NOTHING_KNOWN = new CallbackMetadata("", "", null, null, null, null, Instant.EPOCH,
			Instant.EPOCH, null, null, 1);

	private JsonFields() {
	}

	static Map<String, @Nullable Object> read(byte[] json) throws InvalidBodyException {
		UnknownCallback callback = codec.decode(json, NOTHING_KNOWN).bodyAs(UnknownCallback.class);
		return new LinkedHashMap<>(callback.fields());
	}

	static @Nullable Object readValue(String json) throws InvalidBodyException {
		Map<String, @Nullable Object> fields = read(("{\"value\":" + json + "}").getBytes(StandardCharsets.UTF_8));
		if (!fields.keySet().equals(Set.of("value"))) {
			throw new InvalidBodyException("The text is more than one value");
		}
		return fields.get("value");
	}

	static byte[] write(Map<String, @Nullable Object> fields) {
		return codec.encodeFields(fields);
	}

	static byte[] write(CallbackPayload payload) {
		return codec.encode(payload);
	}

}
