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

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests for handlers that return a stage.
 */
class HandlerResultTests {

	private final CompletableFuture<Void> stage = new CompletableFuture<>();

	private final WebApplicationContextRunner runner = HandlerRunner.runner()
		.withBean("battles", Staged.class, () -> new Staged(this.stage));

	@AfterEach
	void clear() {
		Thread.interrupted();
	}

	@Test
	void whenStageIsNotCompleteThenItIsWaitedFor() {
		this.runner.run((context) -> {
			FutureTask<Throwable> call = new FutureTask<>(() -> handle(context));
			Thread thread = new Thread(call);
			thread.start();
			await().until(() -> thread.getState() == Thread.State.WAITING || call.isDone());
			assertThat(call).isNotDone();
			this.stage.complete(null);
			assertThat(call.get(20, TimeUnit.SECONDS)).isNull();
		});
	}

	@Test
	void whenStageFailsThenHandlerThrowsWhatItFailedWith() {
		IllegalStateException failure = new IllegalStateException();
		this.stage.completeExceptionally(failure);
		this.runner.run((context) -> assertThat(handle(context)).isSameAs(failure));
	}

	@Test
	void whenDependentStageFailsThenHandlerThrowsItsCause() {
		IllegalStateException failure = new IllegalStateException();
		this.stage.completeExceptionally(new CompletionException(failure));
		this.runner.run((context) -> assertThat(handle(context)).isSameAs(failure));
	}

	@Test
	void whenStageIsCancelledThenHandlerThrows() {
		this.stage.cancel(true);
		this.runner.run((context) -> assertThat(handle(context)).isInstanceOf(CancellationException.class));
	}

	@Test
	void whenThreadIsInterruptedMeanwhileThenHandlerThrows() {
		this.runner.run((context) -> {
			Thread.currentThread().interrupt();
			assertThat(handle(context)).isInstanceOf(InterruptedException.class);
		});
	}

	private static Throwable handle(ApplicationContext context) {
		CallbackHandler handler = context.getBean(CallbackHandlers.class).handlers().get(0);
		return catchThrowable(() -> handler.handle(TestCallbacks.battle()));
	}

	record Staged(CompletionStage<Void> stage) {

		@OnBattleStart
		CompletionStage<Void> on() {
			return this.stage;
		}

	}

}
