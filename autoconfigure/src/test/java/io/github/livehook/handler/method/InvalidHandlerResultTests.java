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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.handler.OnBattleStart;

/**
 * Tests for the results that handler methods cannot have.
 */
class InvalidHandlerResultTests {

	private static final String PREFIX = "io.github.livehook.handler.method.InvalidHandlerResultTests$";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@Test
	void whenResultIsStringThenContextFails() {
		assertFails(ReturningString.class, "ReturningString.on()", "java.lang.String");
	}

	@Test
	void whenResultIsPrimitiveThenContextFails() {
		assertFails(ReturningBoolean.class, "ReturningBoolean.on()", "boolean");
	}

	@Test
	void whenResultIsFutureThenContextFails() {
		assertFails(ReturningFuture.class, "ReturningFuture.on()", "java.util.concurrent.Future<java.lang.Void>");
	}

	@Test
	void whenResultIsStageWithValueThenContextFails() {
		assertFails(ReturningStageWithValue.class, "ReturningStageWithValue.on()",
				"java.util.concurrent.CompletionStage<java.lang.Integer>");
	}

	@Test
	void whenResultIsCompletableFutureWithValueThenContextFails() {
		assertFails(ReturningFutureWithValue.class, "ReturningFutureWithValue.on()",
				"java.util.concurrent.CompletableFuture<java.lang.String>");
	}

	@Test
	void whenResultIsStageWithValueOfGenericBaseThenContextFails() {
		assertFails(OfGenericBase.class, "GenericBase.on()", "java.util.concurrent.CompletionStage<java.lang.String>");
	}

	@Test
	void whenResultIsFlowPublisherThenContextFails() {
		assertFails(ReturningFlow.class, "ReturningFlow.on()", "java.util.concurrent.Flow$Publisher<java.lang.String>");
	}

	private void assertFails(Class<?> type, String method, String returned) {
		this.runner.withBean("battles", type)
			.run((context) -> HandlerRunner.assertFailed(context,
					PREFIX + method + " of bean 'battles' cannot handle callbacks: it handles events, and returns "
							+ returned,
					"Return void, or a CompletionStage<Void> that completes when the callback was handled."));
	}

	static class ReturningString {

		@OnBattleStart
		String on() {
			return "done";
		}

	}

	static class ReturningBoolean {

		@OnBattleStart
		boolean on() {
			return true;
		}

	}

	static class ReturningFuture {

		@OnBattleStart
		Future<Void> on() {
			return new CompletableFuture<>();
		}

	}

	static class ReturningStageWithValue {

		@OnBattleStart
		CompletionStage<Integer> on() {
			return new CompletableFuture<>();
		}

	}

	static class ReturningFutureWithValue {

		@OnBattleStart
		CompletableFuture<String> on() {
			return new CompletableFuture<>();
		}

	}

	static class GenericBase<T> {

		@OnBattleStart
		CompletionStage<T> on() {
			return new CompletableFuture<>();
		}

	}

	static class OfGenericBase extends GenericBase<String> {

	}

	static class ReturningFlow {

		@OnBattleStart
		Flow.Publisher<String> on() {
			return (subscriber) -> {
			};
		}

	}

}
