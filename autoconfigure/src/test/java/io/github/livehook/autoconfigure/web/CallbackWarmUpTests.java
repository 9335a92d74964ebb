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

package io.github.livehook.autoconfigure.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

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
		CallbackWarmUp warmUp = new CallbackWarmUp(codec, handlers(BattleStarted.COMMAND, "Odd\"Name", "Live.Unknown"));
		assertThat(warmUp.isRunning()).isFalse();
		warmUp.start();
		assertThat(decoded).containsExactly(BattleStarted.COMMAND + " BattleStarted", "Live.Unknown UnknownCallback");
		assertThat(warmUp.isRunning()).isTrue();
		assertThat(warmUp.getPhase()).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
		warmUp.stop();
		assertThat(warmUp.isRunning()).isFalse();
	}

	@Test
	void whenStartedThenIdentifierOfTheApplicationIsNotAsked() {
		AtomicInteger calls = new AtomicInteger();
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard(), List.of(),
				(callback) -> String.valueOf(calls.incrementAndGet()));
		new CallbackWarmUp(codec, handlers(BattleStarted.COMMAND, GiftRequest.COMMAND)).start();
		assertThat(calls).hasValue(0);
	}

	private static CallbackHandlers handlers(String... commands) {
		CallbackHandler handler = mock(CallbackHandler.class);
		given(handler.commands()).willReturn(new LinkedHashSet<>(List.of(commands)));
		CallbackHandlers handlers = mock(CallbackHandlers.class);
		given(handlers.handlers()).willReturn(List.of(handler));
		return handlers;
	}

}
