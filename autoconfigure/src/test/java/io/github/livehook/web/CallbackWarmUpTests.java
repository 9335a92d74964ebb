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

package io.github.livehook.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CallbackWarmUp}.
 */
class CallbackWarmUpTests {

	@Test
	void whenStartedThenEachCommandIsDecodedIntoItsRecord() throws Exception {
		List<String> decoded = new ArrayList<>();
		CallbackCodec codec = mock(CallbackCodec.class);
		CallbackCodec real = CallbackCodec.create(CommandCatalog.standard());
		given(codec.restore(any(), any())).willAnswer((invocation) -> {
			Callback callback = real.restore(invocation.getArgument(0), invocation.getArgument(1));
			decoded.add(callback.metadata().command() + " " + callback.payload().getClass().getSimpleName());
			return callback;
		});
		CallbackWarmUp warmUp = new CallbackWarmUp(codec,
				() -> List.of(BattleStarted.COMMAND, "Odd\"Name", "Live.Unknown"), 42);
		assertThat(warmUp.isRunning()).isFalse();
		warmUp.start();
		assertThat(decoded).containsExactly(BattleStarted.COMMAND + " BattleStarted", "Live.Unknown UnknownCallback");
		assertThat(warmUp.isRunning()).isTrue();
		assertThat(warmUp.getPhase()).isEqualTo(42);
		warmUp.stop();
		assertThat(warmUp.isRunning()).isFalse();
	}

	@Test
	void whenStartedThenIdentifierOfTheApplicationIsNotAsked() {
		AtomicInteger calls = new AtomicInteger();
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> String.valueOf(calls.incrementAndGet()));
		new CallbackWarmUp(codec, () -> List.of(BattleStarted.COMMAND, GiftRequest.COMMAND), 1).start();
		assertThat(calls).hasValue(0);
	}

}
