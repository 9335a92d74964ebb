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

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.web.server.context.WebServerApplicationContext;

import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.callback.Callback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackLifecycle}.
 */
class CallbackLifecycleTests {

	private final StoppableDelivery delivery = new StoppableDelivery();

	private final CallbackLifecycle lifecycle = new CallbackLifecycle(this.delivery);

	@Test
	void whenContextClosesThenItStopsBeforeTheWebServer() {
		assertThat(this.lifecycle.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
			.isGreaterThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
		assertThat(this.lifecycle.isAutoStartup()).isTrue();
	}

	@Test
	void whenItIsNotStartedYetThenRequestsAreAccepted() {
		assertThat(this.lifecycle.isAccepting()).isTrue();
		assertThat(this.lifecycle.isRunning()).isFalse();
	}

	@Test
	void whenItStopsThenNoRequestIsAcceptedAndHandlersAreWaitedFor() {
		List<String> events = new ArrayList<>();
		this.lifecycle.stop(() -> events.add("stopped"));
		assertThat(this.lifecycle.isAccepting()).isFalse();
		assertThat(events).isEmpty();
		this.delivery.idle();
		assertThat(events).containsExactly("stopped");
	}

	@Test
	void whenDeliveryIsToldToStopThenNoRequestIsAcceptedAnyMore() {
		this.delivery.onStop = () -> assertThat(this.lifecycle.isAccepting()).isFalse();
		this.lifecycle.stop();
		assertThat(this.delivery.calls).containsExactly("stop");
	}

	@Test
	void whenItStartsThenTheDeliveryDoesAndItIsToBeStopped() {
		this.lifecycle.start();
		assertThat(this.lifecycle.isRunning()).isTrue();
		assertThat(this.delivery.calls).containsExactly("start");
	}

	@Test
	void whenItStartsAgainThenRequestsAreAccepted() {
		this.lifecycle.stop();
		this.lifecycle.start();
		assertThat(this.lifecycle.isAccepting()).isTrue();
		assertThat(this.delivery.calls).containsExactly("stop", "start");
	}

	@Test
	void whenThereAreSeveralPartsThenEachIsStoppedOnceTheOneBeforeItIsIdle() {
		StoppableDelivery second = new StoppableDelivery();
		CallbackLifecycle lifecycle = new CallbackLifecycle(this.delivery, second);
		List<String> events = new ArrayList<>();
		lifecycle.stop(() -> events.add("stopped"));
		assertThat(this.delivery.calls).containsExactly("stop");
		assertThat(second.calls).isEmpty();
		this.delivery.idle();
		assertThat(second.calls).containsExactly("stop");
		assertThat(events).isEmpty();
		second.idle();
		assertThat(events).containsExactly("stopped");
		lifecycle.start();
		assertThat(this.delivery.calls).containsExactly("stop", "start");
		assertThat(second.calls).containsExactly("stop", "start");
	}

	private static final class StoppableDelivery implements CallbackDelivery {

		private final List<String> calls = new ArrayList<>();

		private Runnable onStop = () -> {
		};

		private @Nullable Runnable whenIdle;

		@Override
		public List<DeliveryResult> deliver(List<Callback> callbacks, DeliveryProgress progress) {
			return List.of(DeliveryResult.of(Status.HANDLED));
		}

		@Override
		public void start() {
			this.calls.add("start");
		}

		@Override
		public void stop(Runnable idle) {
			this.calls.add("stop");
			this.onStop.run();
			this.whenIdle = idle;
		}

		void idle() {
			assertThat(this.whenIdle).isNotNull();
			this.whenIdle.run();
		}

	}

}
