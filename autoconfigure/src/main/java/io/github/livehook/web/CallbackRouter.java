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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.before.CallbackDecisions;
import io.github.livehook.observation.CallbackObservations;

/**
 * Routes the callbacks of a request to the decision handlers or to the delivery, and
 * responds with their outcome.
 *
 * @since 0.1.0
 */
public final class CallbackRouter {

	private final CallbackDelivery delivery;

	private final CallbackDecisions decisions;

	private final @Nullable CallbackObservations observations;

	private final CallbackListeners listeners;

	private final int failureStatus;

	/**
	 * Create a router.
	 * @param delivery the delivery of events to their handlers
	 * @param decisions the decisions on before-callbacks
	 * @param observations the observations to make, {@code null} for none
	 * @param listeners the listeners to notify
	 * @param failureStatus the HTTP status of the response when a handler has failed
	 */
	public CallbackRouter(CallbackDelivery delivery, CallbackDecisions decisions,
			@Nullable CallbackObservations observations, CallbackListeners listeners, int failureStatus) {
		this.delivery = delivery;
		this.decisions = decisions;
		this.observations = observations;
		this.listeners = listeners;
		this.failureStatus = failureStatus;
	}

	void route(List<Callback> callbacks, PendingResponse response) {
		if (this.observations != null) {
			this.observations.observe(callbacks, () -> decideOrDeliver(callbacks, response));
		}
		else {
			decideOrDeliver(callbacks, response);
		}
	}

	private void decideOrDeliver(List<Callback> callbacks, PendingResponse response) {
		Callback first = callbacks.get(0);
		if (callbacks.size() == 1 && this.decisions.isBeforeCallback(first.metadata().command())) {
			this.decisions.decide(first, new Reply(first, response));
		}
		else {
			deliver(callbacks, response);
		}
	}

	private void deliver(List<Callback> callbacks, PendingResponse response) {
		List<DeliveryResult> results = this.delivery.deliver(callbacks, new Progress(response));
		DeliveryResult.Status worst = DeliveryResult.Status.NO_HANDLER;
		for (DeliveryResult result : results) {
			worst = result.status().worse(worst);
		}
		response.settle(responseTo(worst));
		for (int i = 0; i < results.size(); i++) {
			CallbackMetadata callback = callbacks.get(i).metadata();
			DeliveryResult result = results.get(i);
			this.listeners.notify((listener) -> listener.delivered(callback, result, response.sentAtDeadline()));
		}
		response.send(responseTo(worst));
	}

	private CallbackResponse responseTo(DeliveryResult.Status status) {
		return switch (status) {
			case HANDLED, STORED, DUPLICATE, NO_HANDLER -> CallbackResponse.OK;
			case FAILED -> CallbackResponse.handlerFailed(this.failureStatus);
			case UNREADABLE -> CallbackResponse.BAD_REQUEST;
			case SATURATED, NOT_STORED, DUPLICATE_IN_PROGRESS -> CallbackResponse.UNAVAILABLE;
		};
	}

	/**
	 * Sets what is sent at the deadline.
	 */
	private final class Progress implements CallbackDelivery.Progress {

		private final PendingResponse response;

		Progress(PendingResponse response) {
			this.response = response;
		}

		@Override
		public void accepted() {
			this.response.enter(PendingResponse.Phase.HANDLING);
		}

		@Override
		public void failed(DeliveryResult.Status status) {
			this.response.settle(responseTo(status));
		}

		@Override
		public Duration timeLeft() {
			return this.response.timeLeft();
		}

	}

	/**
	 * Responds to a before-callback.
	 */
	private final class Reply implements CallbackDecisions.Reply {

		private final Callback callback;

		private final PendingResponse response;

		Reply(Callback callback, PendingResponse response) {
			this.callback = callback;
			this.response = response;
		}

		@Override
		public Duration timeLeft() {
			return this.response.timeLeft();
		}

		@Override
		public void whenLate(Decision decision) {
			this.response.settle(CallbackResponse.decided(decision));
		}

		@Override
		public boolean send(DecisionResult result) {
			boolean sent = this.response.send(CallbackResponse.decided(result.decision()));
			CallbackRouter.this.listeners.notify(
					(listener) -> listener.decided(this.callback.metadata(), result, this.response.sentAtDeadline()));
			return sent;
		}

	}

}
