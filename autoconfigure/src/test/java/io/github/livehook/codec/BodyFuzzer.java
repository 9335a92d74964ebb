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

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for a body that comes out of the codec as anything but equal callbacks or a
 * declared exception without a word of the body.
 */
public final class BodyFuzzer {

	private static final List<CallbackCommand> COMMANDS = List.copyOf(CommandCatalog.standard().commands());

	private BodyFuzzer() {
	}

	public static void fuzzerTestOneInput(byte[] input) throws Exception {
		List<Callback> callbacks = decode(input, "");
		for (Callback callback : callbacks) {
			check(callback);
		}
		if (callbacks.size() == 1) {
			// The record that the query announces is bound in another way
			assertEqual(decode(input, callbacks.get(0).metadata().command()), callbacks);
			String any = COMMANDS.get(Math.floorMod(Arrays.hashCode(input), COMMANDS.size())).name();
			assertEqual(decode(input, any), decode(input, any));
		}
	}

	private static List<Callback> decode(byte[] body, String command) {
		try {
			return Decoding.CODEC.decodeAll(body.clone(), Decoding.metadata(command));
		}
		catch (InvalidBodyException ex) {
			assertPlain(ex);
			return List.of();
		}
	}

	private static void check(Callback callback) throws Exception {
		assertThat(callback.bodyAs(JsonNode.class).isObject()).isTrue();
		assertThat(callback.bodyAs(UnknownCallback.class).command()).isEqualTo(callback.metadata().command());
		outcome(() -> callback.bodyAs(Anything.class));
		Object payload = payload(callback);
		assertThat(payload).isEqualTo(payload(callback));
		Callback restored = Decoding.CODEC.restore(callback.body(), callback.metadata());
		assertThat(payload(restored)).isEqualTo(payload);
		if (payload instanceof CallbackPayload record) {
			byte[] written = Decoding.CODEC.encode(record);
			Object again = payload(Decoding.CODEC.decode(written, callback.metadata()));
			// A number of a field that is not known can be of another type then: 5e0 and
			// 5
			if (again instanceof UnknownCallback unknown) {
				assertThat(Decoding.CODEC.encode(unknown)).isEqualTo(written);
			}
			else {
				assertThat(again).isEqualTo(payload);
			}
		}
	}

	private static void assertEqual(List<Callback> actual, List<Callback> expected) {
		assertThat(actual).hasSameSizeAs(expected);
		for (int i = 0; i < actual.size(); i++) {
			assertThat(actual.get(i).metadata()).isEqualTo(expected.get(i).metadata());
			assertThat(actual.get(i).duplicateKey()).isEqualTo(expected.get(i).duplicateKey());
			assertThat(payload(actual.get(i))).isEqualTo(payload(expected.get(i)));
		}
	}

	private static Object payload(Callback callback) {
		return outcome(callback::payload);
	}

	private static Object outcome(Supplier<Object> reading) {
		try {
			return reading.get();
		}
		catch (UnreadableBodyException ex) {
			assertPlain(ex);
			return ex.getMessage();
		}
	}

	private static void assertPlain(Exception ex) {
		assertThat(ex).hasNoCause().hasNoSuppressedExceptions();
		assertThat(ex.getMessage()).startsWith("The ").isEqualTo(LogSanitizer.sanitize(ex.getMessage(), 300));
	}

	record Anything(String CallbackCommand, long EventTime, List<Anything> Events) {

	}

}
