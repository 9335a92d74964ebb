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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

import io.github.livehook.Samples;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.handler.HandlerOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackDispatcherTests {

	private final List<String> calls = new ArrayList<>();

	private final CallbackDispatcher plain = new CallbackDispatcher(List.of());

	@AfterEach
	void clear() {
		MDC.clear();
		Thread.interrupted();
	}

	@Test
	void whenThereAreInterceptorsThenTheyGoAroundInOrder() throws Exception {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of(around("outer"), around("inner")));
		assertThat(dispatcher.dispatch(handler(() -> this.calls.add("handler")), callback()).status())
			.isEqualTo(Status.SUCCEEDED);
		assertThat(this.calls).containsExactly("outer in", "inner in", "handler", "inner out", "outer out");
	}

	@Test
	void whenInterceptorDoesNotProceedThenHandlerIsNotCalled() throws Exception {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> null));
		assertThat(dispatcher.dispatch(handler(() -> this.calls.add("handler")), callback()).status())
			.isEqualTo(Status.SUCCEEDED);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenInterceptorThrowsThenCallHasFailed() throws Exception {
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of((invocation) -> {
			throw new IOException("intercepted");
		}));
		assertThat(dispatcher.dispatch(handler(() -> {
		}), callback()).status()).isEqualTo(Status.FAILED);
	}

	@Test
	void whenHandlerFailsThenOutcomeHasItsError() throws Exception {
		StackOverflowError error = new StackOverflowError();
		HandlerOutcome outcome = this.plain.dispatch(handler(() -> {
			throw error;
		}), callback());
		assertThat(outcome.status()).isEqualTo(Status.FAILED);
		assertThat(outcome.error()).isSameAs(error);
	}

	@Test
	void whenBodyIsUnreadableThenOutcomeSaysSo() throws Exception {
		assertThat(this.plain.dispatch(handler(() -> {
			throw new UnreadableBodyException("Field", String.class);
		}), callback()).status()).isEqualTo(Status.UNREADABLE);
	}

	@Test
	void whenHandlerIsInterruptedThenThreadStaysMarked() throws Exception {
		assertThat(this.plain.dispatch(handler(() -> {
			throw new InterruptedException();
		}), callback()).status()).isEqualTo(Status.FAILED);
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void whenHandlerChangesLoggingContextThenItIsRestored() throws Exception {
		MDC.put("caller", "value");
		this.plain.dispatch(handler(() -> {
			assertThat(MDC.get("caller")).isEqualTo("value");
			MDC.put("caller", "changed");
			MDC.put("handler", "left");
		}), callback());
		assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("caller", "value"));
	}

	private CallbackInterceptor around(String name) {
		return (invocation) -> {
			assertThat(invocation.handler().id()).isEqualTo("id");
			assertThat(invocation.callback().metadata().sdkAppId()).isEqualTo("1");
			this.calls.add(name + " in");
			Object result = invocation.proceed();
			this.calls.add(name + " out");
			return result;
		};
	}

	private static Callback callback() throws Exception {
		return CallbackCodec.create(CommandCatalog.standard())
			.decode(Samples.read(Samples.BATTLE_STARTED).getBytes(StandardCharsets.UTF_8),
					new CallbackMetadata("1", "", null, null, null, null, Instant.EPOCH, Instant.EPOCH, null, null, 1));
	}

	private static CallbackHandler handler(Action action) {
		return new CallbackHandler() {

			@Override
			public String id() {
				return "id";
			}

			@Override
			public Set<String> commands() {
				return Set.of();
			}

			@Override
			public String description() {
				return "a handler of the test";
			}

			@Override
			public Object handle(Callback callback) throws Throwable {
				action.run();
				return null;
			}

		};
	}

	interface Action {

		void run() throws Throwable;

	}

}
