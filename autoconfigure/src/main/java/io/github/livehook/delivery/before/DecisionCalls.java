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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.before.DecisionResult.Status;
import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.LateDecisionListener;

/**
 * Calls decisionHandlers, and takes nothing for a decision that could not be answered.
 *
 * @since 0.1.0
 */
public final class DecisionCalls {

	private static final Logger logger = LoggerFactory.getLogger(DecisionCalls.class);

	private final CallbackDispatcher dispatcher;

	private final CallbackCodec codec;

	private final List<LateDecisionListener> lateListeners;

	/**
	 * Create the calls.
	 * @param dispatcher what calls handlers
	 * @param codec what writes answers
	 * @param lateListeners who is told of decisions that came late
	 */
	public DecisionCalls(CallbackDispatcher dispatcher, CallbackCodec codec, List<LateDecisionListener> lateListeners) {
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.lateListeners = List.copyOf(lateListeners);
	}

	/**
	 * Call a decisionHandler on the current thread.
	 * @param decisionHandler the decisionHandler
	 * @param callback the question
	 * @return the result; this method does not throw
	 */
	DecisionResult ask(DecisionHandler decisionHandler, Callback callback) {
		HandlerOutcome outcome = this.dispatcher.dispatch(decisionHandler, callback);
		return switch (outcome.status()) {
			case SUCCEEDED -> resultOf(decisionHandler, outcome.result());
			case FAILED -> DecisionResult.of(Status.FAILED, decisionHandler.onFailure());
			case UNREADABLE -> new DecisionResult(Status.UNREADABLE, decisionHandler.onFailure(), outcome.message());
		};
	}

	private DecisionResult resultOf(DecisionHandler decisionHandler, @Nullable Object result) {
		if (!decisionHandler.decisionType().isInstance(result)) {
			logger.error("{} has returned {} in place of a {}", decisionHandler.description(),
					(result != null) ? result.getClass().getName() : "null",
					decisionHandler.decisionType().getSimpleName());
			return DecisionResult.of(Status.FAILED, decisionHandler.onFailure());
		}
		Decision decision = (Decision) result;
		try {
			checkAnswerable(decision);
			return DecisionResult.of(Status.DECIDED, decision);
		}
		catch (RuntimeException | StackOverflowError ex) {
			logger.error("The decision of {} cannot be answered", decisionHandler.description(), ex);
			return DecisionResult.of(Status.FAILED, decisionHandler.onFailure());
		}
	}

	// The type of the decision may be one of the application
	private void checkAnswerable(Decision decision) {
		decision.code();
		Assert.notNull(decision.text(), "The text of a decision must not be null");
		Assert.notNull(decision.fields(), "The fields of a decision must not be null");
		this.codec.encodeFields(decision.fields());
	}

	void tellLate(DecisionHandler decisionHandler, Callback callback, DecisionResult result, DecisionReply reply) {
		if (result.status() != Status.DECIDED) {
			return;
		}
		Decision decision = result.decision();
		reply.late(decision);
		for (LateDecisionListener listener : this.lateListeners) {
			try {
				listener.onLateDecision(decisionHandler, callback, decision);
			}
			catch (Throwable ex) {
				logger.error("The listener {} failed", listener.getClass().getName(), ex);
			}
		}
	}

}
