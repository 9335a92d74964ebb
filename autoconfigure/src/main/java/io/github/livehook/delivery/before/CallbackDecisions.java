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

import java.time.Duration;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.before.DecisionResult.Status;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;

/**
 * Has the application decide on what Tencent asks before it happens, in memory and within
 * the deadline, however events are delivered.
 *
 * @since 0.1.0
 */
public final class CallbackDecisions {

	private final CallbackHandlers handlers;

	private final CommandCatalog catalog;

	private final DecisionCalls calls;

	private final CallbackDelivery watchers;

	private final DecisionThreads threads;

	/**
	 * Create the decisions.
	 * @param handlers the handlers
	 * @param catalog the commands that have a record
	 * @param calls what calls decisionHandlers
	 * @param watchers what brings questions to the handlers that watch them
	 * @param threads the threads on which is decided
	 */
	public CallbackDecisions(CallbackHandlers handlers, CommandCatalog catalog, DecisionCalls calls,
			CallbackDelivery watchers, DecisionThreads threads) {
		this.handlers = handlers;
		this.catalog = catalog;
		this.calls = calls;
		this.watchers = watchers;
		this.threads = threads;
	}

	/**
	 * Return whether a command is asked before something happens.
	 * @param command the command
	 * @return whether it is to be decided
	 */
	public boolean isBeforeCallback(String command) {
		return this.catalog.decisionOf(command) != null || this.handlers.decisionHandler(command) != null;
	}

	/**
	 * Decide. Returns when the answer was sent; the decisionHandler may run on.
	 * @param callback the question
	 * @param reply what answers it
	 */
	public void decide(Callback callback, DecisionReply reply) {
		String command = callback.metadata().command();
		DecisionHandler decisionHandler = this.handlers.decisionHandler(command);
		if (decisionHandler != null) {
			reply.whenLate(decisionHandler.onFailure());
			decide(decisionHandler, callback, reply);
		}
		else {
			reply.send(DecisionResult.of(Status.NO_DECISION_HANDLER, withoutDecisionHandler(command)));
		}
		watch(callback, reply);
	}

	private Decision withoutDecisionHandler(String command) {
		DecisionKind<?> kind = this.catalog.decisionOf(command);
		return (kind != null) ? kind.failure() : CallbackDecision.allow();
	}

	private void decide(DecisionHandler decisionHandler, Callback callback, DecisionReply reply) {
		PendingDecision pending = new PendingDecision(() -> this.calls.ask(decisionHandler, callback));
		if (!this.threads.tryDecide(pending)) {
			reply.send(DecisionResult.of(Status.SATURATED, decisionHandler.onFailure()));
			return;
		}
		DecisionResult result = pending.await(reply.timeLeft());
		if (result == null) {
			if (decisionHandler.isInterruptedWhenLate()) {
				pending.interrupt();
			}
			reply.send(DecisionResult.of(Status.LATE, decisionHandler.onFailure()));
			pending.whenDecided((late) -> this.calls.tellLate(decisionHandler, callback, late, reply));
		}
		else if (!reply.send(result)) {
			this.calls.tellLate(decisionHandler, callback, result, reply);
		}
	}

	private void watch(Callback callback, DecisionReply reply) {
		if (!this.handlers.forCommand(callback.metadata().command()).isEmpty()) {
			boolean watched = this.threads
				.tryRun(() -> reply.watched(this.watchers.deliver(callback, new Unhurried())));
			if (!watched) {
				reply.watched(DeliveryResult.of(DeliveryResult.Status.SATURATED));
			}
		}
	}

	/**
	 * The progress of a delivery that nobody waits for.
	 */
	private static final class Unhurried implements DeliveryProgress {

		private static final Duration A_WHILE = Duration.ofSeconds(1);

		@Override
		public void accepted() {
		}

		@Override
		public void failed(DeliveryResult.Status status) {
		}

		@Override
		public Duration timeLeft() {
			return A_WHILE;
		}

	}

}
