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

package io.github.livehook.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.Assert;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.DecisionResult.Status;
import io.github.livehook.event.Callback;
import io.github.livehook.event.Decision;
import io.github.livehook.handler.CallbackDecider;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.HandlerOutcome;
import io.github.livehook.handler.LateDecisionListener;

/**
 * Calls deciders, and takes nothing for a decision that could not be answered.
 *
 * @since 0.1.0
 */
public final class DeciderCalls {

	private static final Logger logger = LoggerFactory.getLogger(DeciderCalls.class);

	private final CallbackDispatcher dispatcher;

	private final CallbackCodec codec;

	private final List<LateDecisionListener> lateListeners;

	/**
	 * Create the calls.
	 * @param dispatcher what calls handlers
	 * @param codec what writes answers
	 * @param lateListeners who is told of decisions that came late
	 */
	public DeciderCalls(CallbackDispatcher dispatcher, CallbackCodec codec, List<LateDecisionListener> lateListeners) {
		this.dispatcher = dispatcher;
		this.codec = codec;
		this.lateListeners = List.copyOf(lateListeners);
	}

	/**
	 * Call a decider on the current thread.
	 * @param decider the decider
	 * @param callback the question
	 * @return the result; this method does not throw
	 */
	DecisionResult ask(CallbackDecider decider, Callback callback) {
		HandlerOutcome outcome = this.dispatcher.dispatch(decider, callback);
		return switch (outcome.status()) {
			case SUCCEEDED -> resultOf(decider, outcome.result());
			case FAILED -> DecisionResult.of(Status.FAILED, decider.onFailure());
			case UNREADABLE -> new DecisionResult(Status.UNREADABLE, decider.onFailure(), outcome.message());
		};
	}

	private DecisionResult resultOf(CallbackDecider decider, @Nullable Object result) {
		if (!decider.decisionType().isInstance(result)) {
			logger.error("{} has returned {} in place of a {}", decider.description(),
					(result != null) ? result.getClass().getName() : "null", decider.decisionType().getSimpleName());
			return DecisionResult.of(Status.FAILED, decider.onFailure());
		}
		Decision decision = (Decision) result;
		try {
			checkAnswerable(decision);
			return DecisionResult.of(Status.DECIDED, decision);
		}
		catch (RuntimeException | StackOverflowError ex) {
			logger.error("The decision of {} cannot be answered", decider.description(), ex);
			return DecisionResult.of(Status.FAILED, decider.onFailure());
		}
	}

	// The type of the decision may be one of the application
	private void checkAnswerable(Decision decision) {
		decision.code();
		Assert.notNull(decision.text(), "The text of a decision must not be null");
		Assert.notNull(decision.fields(), "The fields of a decision must not be null");
		this.codec.encodeFields(decision.fields());
	}

	void tellLate(CallbackDecider decider, Callback callback, DecisionResult result, DecisionReply reply) {
		if (result.status() != Status.DECIDED) {
			return;
		}
		Decision decision = result.decision();
		reply.late(decision);
		for (LateDecisionListener listener : this.lateListeners) {
			try {
				listener.onLateDecision(decider, callback, decision);
			}
			catch (Throwable ex) {
				logger.error("The listener {} failed", listener.getClass().getName(), ex);
			}
		}
	}

}
