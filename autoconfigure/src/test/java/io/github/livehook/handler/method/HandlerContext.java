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

package io.github.livehook.handler.method;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.Samples;
import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.HandlerOutcome;

/**
 * An application context with handlers, and callbacks for them.
 */
final class HandlerContext {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class));

	void run(Class<?> configuration, Consumer<AssertableWebApplicationContext> test, String... properties) {
		this.runner.withUserConfiguration(configuration).withPropertyValues(properties).run(test::accept);
	}

	static List<CallbackHandler> handlers(AssertableWebApplicationContext context) {
		return context.getBean(CallbackHandlers.class).handlers();
	}

	static List<HandlerOutcome.Status> dispatch(AssertableWebApplicationContext context, String command) {
		CallbackDispatcher dispatcher = context.getBean(CallbackDispatcher.class);
		Callback callback = callback(context.getBean(CallbackCodec.class), command);
		return context.getBean(CallbackHandlers.class)
			.forCommand(command)
			.stream()
			.map((handler) -> dispatcher.dispatch(handler, callback).status())
			.toList();
	}

	static List<HandlerOutcome.Status> dispatch(AssertableWebApplicationContext context) {
		return dispatch(context, BattleStarted.COMMAND);
	}

	static Callback callback(CallbackCodec codec, String command) {
		try {
			String body = Samples.battle("battle").replace(BattleStarted.COMMAND, command);
			return codec.decode(body.getBytes(StandardCharsets.UTF_8), new CallbackMetadata("1400000000", command, null,
					null, null, null, Instant.EPOCH, Instant.EPOCH, null, null, 1));
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
