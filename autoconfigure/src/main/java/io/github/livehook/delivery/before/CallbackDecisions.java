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
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.FailureLog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DecisionResult.Status;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.AskedAccounts;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * Asks the decision handlers of before-callbacks, in memory and within the deadline,
 * however events are delivered.
 *
 * @since 0.1.0
 */
public final class CallbackDecisions {

	private static final Logger logger = LoggerFactory.getLogger(CallbackDecisions.class);

	private final FailureLog failures = new FailureLog();

	private final CallbackHandlers handlers;

	private final CommandCatalog catalog;

	private final CallbackDispatcher dispatcher;

	private final CallbackCodec codec;

	private final CallbackDelivery delivery;

	private final DecisionThreads threads;

	private final CallbackListeners listeners;

	/**
	 * Create the decisions.
	 * @param handlers the handlers to ask
	 * @param catalog the catalogue that says which commands are before-callbacks
	 * @param dispatcher the dispatcher to call the decision handlers with
	 * @param codec the codec that proves that a decision can be written
	 * @param delivery the delivery to the handlers that watch before-callbacks
	 * @param threads the threads to decide on
	 * @param listeners the listeners to notify
	 */
	public CallbackDecisions(CallbackHandlers handlers, CommandCatalog catalog, CallbackDispatcher dispatcher,
			CallbackCodec codec, CallbackDelivery delivery, DecisionThreads threads, CallbackListeners listeners) {
		this.handlers = handlers;
		this.catalog = catalog;
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.delivery = delivery;
		this.threads = threads;
		this.listeners = listeners;
	}

	/**
	 * Return whether a command is a before-callback.
	 * @param command the command
	 * @return whether Tencent waits for a decision
	 */
	public boolean isBeforeCallback(String command) {
		return this.catalog.decisionOf(command) != null || this.handlers.decisionHandler(command) != null;
	}

	/**
	 * Decide. Returns when the response was sent; the decision handler may run on.
	 * @param callback the before-callback
	 * @param reply the reply to it
	 */
	public void decide(Callback callback, Reply reply) {
		String command = callback.metadata().command();
		DecisionHandler handler = this.handlers.decisionHandler(command);
		if (handler != null) {
			Decision onFailure = onFailure(handler, callback);
			reply.whenLate(onFailure);
			decide(handler, onFailure, callback, reply);
		}
		else {
			Decision documented = responseTo(callback, kindOf(callback).failure());
			reply.send(DecisionResult.of(Status.NO_DECISION_HANDLER, documented));
		}
		deliverToWatchers(callback);
	}

	private Decision onFailure(DecisionHandler handler, Callback callback) {
		try {
			return responseTo(callback, handler.onFailure());
		}
		catch (RuntimeException ex) {
			this.failures.log(logger, "The onFailure of %s is no response to %s".formatted(handler.description(),
					callback.metadata().command()), callback.metadata().requestId(), ex);
			return responseTo(callback, kindOf(callback).failure());
		}
	}

	private Decision responseTo(Callback callback, Decision decision) {
		return kindOf(callback).responseOf(decision, () -> askedAccounts(callback));
	}

	private DecisionKind<?> kindOf(Callback callback) {
		DecisionKind<?> kind = this.catalog.decisionOf(callback.metadata().command());
		return (kind != null) ? kind : DecisionKind.GENERAL;
	}

	// Not by the record, which may be unreadable for another reason
	private static List<String> askedAccounts(Callback callback) {
		try {
			return callback.bodyAs(AskedAccounts.class).userIds();
		}
		catch (UnreadableBodyException ex) {
			return List.of();
		}
	}

	private void decide(DecisionHandler handler, Decision onFailure, Callback callback, Reply reply) {
		PendingDecision pending = new PendingDecision(() -> ask(handler, onFailure, callback));
		if (!this.threads.tryDecide(pending)) {
			reply.send(DecisionResult.of(Status.SATURATED, onFailure));
			return;
		}
		DecisionResult result = pending.await(reply.timeLeft());
		if (result == null) {
			if (handler.isInterruptedWhenLate()) {
				pending.interrupt();
			}
			reply.send(DecisionResult.of(Status.LATE, onFailure));
			pending.whenDecided((late) -> decidedLate(handler, callback, late));
		}
		else if (!reply.send(result)) {
			decidedLate(handler, callback, result);
		}
	}

	private DecisionResult ask(DecisionHandler handler, Decision onFailure, Callback callback) {
		HandlerOutcome outcome = this.dispatcher.dispatch(handler, callback);
		this.listeners
			.notify((listener) -> listener.attempted(handler, callback.metadata(), AttemptVerdict.of(outcome.error())));
		return switch (outcome.status()) {
			case SUCCEEDED -> {
				Decision decision = decisionOf(handler, callback, outcome.result());
				yield (decision != null) ? DecisionResult.of(Status.DECIDED, decision)
						: DecisionResult.of(Status.FAILED, onFailure);
			}
			case FAILED -> DecisionResult.of(Status.FAILED, onFailure);
			case UNREADABLE -> new DecisionResult(Status.UNREADABLE, onFailure, outcome.message());
		};
	}

	private @Nullable Decision decisionOf(DecisionHandler handler, Callback callback, @Nullable Object result) {
		try {
			Assert.isInstanceOf(handler.decisionType(), result);
			Decision decision = responseTo(callback, (Decision) result);
			checkWritable(decision);
			return decision;
		}
		catch (RuntimeException | StackOverflowError ex) {
			this.failures.log(logger, "The decision of %s on %s cannot be sent".formatted(handler.description(),
					callback.metadata().command()), callback.metadata().requestId(), ex);
			return null;
		}
	}

	// The type of the decision may be one of the application
	private void checkWritable(Decision decision) {
		decision.code();
		Assert.notNull(decision.text(), "The text of a decision must not be null");
		Assert.notNull(decision.fields(), "The fields of a decision must not be null");
		this.codec.encodeFields(decision.fields());
	}

	private void decidedLate(DecisionHandler handler, Callback callback, DecisionResult result) {
		if (result.status() == Status.DECIDED) {
			this.listeners.notify((listener) -> listener.decidedLate(handler, callback, result.decision()));
		}
	}

	private void deliverToWatchers(Callback callback) {
		if (this.handlers.forCommand(callback.metadata().command()).isEmpty()) {
			return;
		}
		boolean started = this.threads
			.tryRun(() -> watched(callback, this.delivery.deliver(callback, new UnhurriedProgress())));
		if (!started) {
			watched(callback, DeliveryResult.of(DeliveryResult.Status.SATURATED));
		}
	}

	private void watched(Callback callback, DeliveryResult result) {
		this.listeners.notify((listener) -> listener.watched(callback.metadata(), result));
	}

	/**
	 * Strategy to respond to a before-callback.
	 */
	public interface Reply {

		/**
		 * Return how much time there is until a response is sent in any case.
		 * @return the time, zero or negative if it is up
		 */
		Duration timeLeft();

		/**
		 * Set the decision to send when the time is up.
		 * @param decision the decision
		 */
		void whenLate(Decision decision);

		/**
		 * Send the response. Called once.
		 * @param result the result
		 * @return whether this was the response; {@code false} if the time was up before,
		 * or the client has gone
		 */
		boolean send(DecisionResult result);

	}

	/**
	 * The progress of a delivery that no response waits for.
	 */
	private static final class UnhurriedProgress implements CallbackDelivery.Progress {

		private static final Duration TIME_LEFT = Duration.ofSeconds(1);

		@Override
		public void accepted() {
		}

		@Override
		public void failed(DeliveryResult.Status status) {
		}

		@Override
		public Duration timeLeft() {
			return TIME_LEFT;
		}

	}

}
