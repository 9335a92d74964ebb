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

package io.github.livehook.handler;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.live.battle.BattleStarted;

/**
 * Callbacks as the codec decodes them.
 */
public final class TestCallbacks {

	/**
	 * A command that has no record.
	 */
	public static final String OTHER_COMMAND = "Test.Other";

	private static final CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());

	private TestCallbacks() {
	}

	public static Callback battle() {
		return battle("b-1");
	}

	public static Callback battle(String battleId) {
		return decode(Samples.battle(battleId), metadata(BattleStarted.COMMAND));
	}

	/**
	 * Return a callback whose body has a shape that its record cannot hold.
	 * @return the callback
	 */
	public static Callback unreadableBattle() {
		return of(BattleStarted.COMMAND, "{\"BattleId\": \"b-1\", \"FromRoomInfo\": [1, 2]}");
	}

	public static Callback other() {
		return of(OTHER_COMMAND, "{\"Name\": \"tandy\", \"Count\": 3}");
	}

	public static Callback of(String command, String body) {
		return decode(body, metadata(command));
	}

	public static Callback decode(String body, CallbackMetadata metadata) {
		try {
			return codec.decode(body.getBytes(StandardCharsets.UTF_8), metadata);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	public static CallbackMetadata metadata(String command) {
		Instant receivedAt = Instant.parse("2026-01-01T00:00:00Z");
		return new CallbackMetadata(SignedQuery.APP_ID, command, "json", "127.0.0.1", null, null, receivedAt,
				receivedAt.plusSeconds(30), null, null, 1);
	}

}
