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

package io.github.livehook.delivery.before;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.MDC;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DecisionThreads}.
 */
class DecisionThreadsTests {

	@AfterEach
	void clearContext() {
		MDC.clear();
	}

	@Test
	void whenTaskIsRunThenItHasTheLoggingContextAndLeavesNothingBehind() throws Exception {
		try (DecisionThreads threads = new DecisionThreads(1, false, (task) -> task)) {
			MDC.put("trace", "of-the-request");
			assertThat(run(threads, () -> {
				Map<String, String> context = MDC.getCopyOfContextMap();
				MDC.put("left-behind", "by the task");
				return context;
			})).isEqualTo(Map.of("trace", "of-the-request"));
			MDC.clear();
			for (int i = 0; i < 10; i++) {
				assertThat(run(threads, MDC::getCopyOfContextMap)).isNullOrEmpty();
			}
		}
	}

	@Test
	void whenContextCannotBeTakenAlongThenTaskIsRunWithoutIt() throws Exception {
		try (DecisionThreads threads = new DecisionThreads(1, false, (task) -> {
			throw new IllegalStateException("failing as told");
		})) {
			assertThat(run(threads, () -> "run")).isEqualTo("run");
		}
	}

	@Test
	void whenThreadsArePlatformThreadsThenTheyDoNotKeepTheApplicationRunning() throws Exception {
		try (DecisionThreads threads = new DecisionThreads(1, false, (task) -> task)) {
			Thread thread = run(threads, Thread::currentThread);
			assertThat(thread.isDaemon()).isTrue();
			assertThat(thread.getName()).startsWith("livehook-decision-");
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void whenThreadsAreVirtualThenTasksRunOnThem() throws Exception {
		try (DecisionThreads threads = new DecisionThreads(1, true, (task) -> task)) {
			assertThat(run(threads, () -> Thread.currentThread().toString())).startsWith("VirtualThread");
		}
	}

	@Test
	void whenClosedThenNothingIsRun() {
		AtomicBoolean run = new AtomicBoolean();
		DecisionThreads threads = new DecisionThreads(1, false, (task) -> task);
		threads.close();
		assertThat(threads.tryRun(() -> run.set(true))).isFalse();
		assertThat(threads.tryDecide(new PendingDecision(() -> {
			throw new AssertionError("Nobody is asked");
		}))).isFalse();
		assertThat(run).isFalse();
	}

	private static <T> T run(DecisionThreads threads, Supplier<T> task) throws Exception {
		CompletableFuture<T> result = new CompletableFuture<>();
		assertThat(threads.tryRun(() -> result.complete(task.get()))).isTrue();
		return result.get(20, TimeUnit.SECONDS);
	}

}
