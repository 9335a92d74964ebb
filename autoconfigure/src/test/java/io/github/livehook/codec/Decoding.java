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

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.live.battle.BattleStarted;

/**
 * Decodes what tests write as text.
 */
final class Decoding {

	static final CallbackCodec CODEC = CallbackCodec.create(CommandCatalog.standard());

	private Decoding() {
	}

	static Callback decode(String body) throws InvalidBodyException {
		return decode(CODEC, BattleStarted.COMMAND, body);
	}

	static Callback decode(CallbackCodec codec, String command, String body) throws InvalidBodyException {
		return codec.decode(bytes(body), metadata(command));
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static CallbackMetadata metadata(String command) {
		return new CallbackMetadata("1", command, null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, null, 1);
	}

}
