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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.Decision;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * Sees what becomes of each request. All beans of this type are told, in their order;
 * what they throw changes nothing.
 *
 * @since 0.1.0
 */
public interface CallbackListener {

	/**
	 * A request was refused.
	 * @param request the request
	 * @param refusal why
	 */
	default void refused(InboundRequest request, VerificationFailure refusal) {
	}

	/**
	 * A request was accepted that {@code livehook.verification=enforce} refuses.
	 * @param request the request
	 * @param refusal why it would be refused
	 */
	default void reported(InboundRequest request, VerificationFailure refusal) {
	}

	/**
	 * A request was not taken as a callback.
	 * @param rejection why
	 * @param detail what is to be said of it in a log; holds nothing of the body
	 */
	default void rejected(InvalidRequest rejection, String detail) {
	}

	/**
	 * The query and the body of a request name different commands.
	 * @param ofQuery the command in the query
	 * @param ofBody the command in the body, which wins
	 */
	default void commandDiffers(String ofQuery, String ofBody) {
	}

	/**
	 * A callback was delivered.
	 * @param metadata the callback
	 * @param result how that ended
	 * @param atDeadline the response that was sent at the deadline, before the delivery
	 * had ended; {@code null} if the response follows from the result
	 */
	default void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
	}

	/**
	 * A question whether something may happen was answered.
	 * @param metadata the question
	 * @param result what was decided
	 * @param atDeadline the response that was sent at the deadline, before there was a
	 * result; {@code null} if the response follows from the result
	 */
	default void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
	}

	/**
	 * A decision has come after the answer. Called from any thread.
	 * @param metadata the question
	 * @param decision the decision that was not used
	 */
	default void decidedLate(CallbackMetadata metadata, Decision decision) {
	}

	/**
	 * A question was handed to the handlers that watch it. Called from any thread.
	 * @param metadata the question
	 * @param result how that ended
	 */
	default void watched(CallbackMetadata metadata, DeliveryResult result) {
	}

	/**
	 * Create a listener that notifies others in their order, each isolated from the
	 * exceptions of the others.
	 * @param listeners the listeners
	 * @return the listener
	 */
	static CallbackListener composite(List<CallbackListener> listeners) {
		return new CompositeCallbackListener(listeners);
	}

}
