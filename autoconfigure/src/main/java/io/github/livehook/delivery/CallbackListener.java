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

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * Callback interface for the outcomes of requests, callbacks and attempts. All beans of
 * this type are notified, in their order, on the thread on which the outcome became
 * known. They should return soon; what they throw is logged and changes nothing.
 *
 * @since 0.1.0
 * @see io.github.livehook.handler.CallbackInterceptor
 */
public interface CallbackListener {

	/**
	 * Called when the verification of a request has failed.
	 * @param request the request
	 * @param failure the reason of the failure
	 * @param enforced whether the request was answered with 403; {@code false} if it was
	 * accepted all the same, as {@code livehook.verification=report} says
	 */
	default void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
	}

	/**
	 * Called when a request was not accepted as a callback.
	 * @param reason the reason
	 * @param detail the detail for a log; holds nothing of the body
	 */
	default void requestInvalid(InvalidRequest reason, String detail) {
	}

	/**
	 * Called when the query and the body of a request name different commands.
	 * @param ofQuery the command in the query
	 * @param ofBody the command in the body, which wins
	 */
	default void commandDiffers(String ofQuery, String ofBody) {
	}

	/**
	 * Called when an attempt of a handler has ended; in a durable delivery once its end
	 * is stored.
	 * @param handler the handler
	 * @param callback the callback, with the number of the attempt
	 * @param verdict the verdict on the attempt
	 */
	default void attempted(CallbackHandler handler, CallbackMetadata callback, AttemptVerdict verdict) {
	}

	/**
	 * Called when dead letters were removed, since they were too old or too many.
	 * @param count the number of dead letters
	 */
	default void deadLettersRemoved(int count) {
	}

	/**
	 * Called when callbacks were removed from the store before they were handled, as
	 * Kafka does with what is older than the retention time of its topic.
	 * @param count the number of callbacks
	 */
	default void callbacksLost(long count) {
	}

	/**
	 * Called when a record was found among the stored callbacks that Livehook has not
	 * written. It becomes a dead letter.
	 */
	default void recordInvalid() {
	}

	/**
	 * Called when a stored callback is found to be a duplicate of one that was stored
	 * before, by another node for example. No handler is called.
	 * @param callback the callback
	 */
	default void duplicateDropped(CallbackMetadata callback) {
	}

	/**
	 * Called when a callback was delivered.
	 * @param callback the callback
	 * @param result the result of the delivery
	 * @param atDeadline the response that was sent at the deadline, before the delivery
	 * had ended; {@code null} if the response follows from the result
	 */
	default void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
	}

	/**
	 * Called when a before-callback was answered.
	 * @param callback the before-callback
	 * @param result the decision and how it was made
	 * @param atDeadline the response that was sent at the deadline, before there was a
	 * result; {@code null} if the response follows from the result
	 */
	default void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
	}

	/**
	 * Called when a decision was made after the response had been sent. What has happened
	 * at Tencent is then what {@code onFailure} says; whatever the decision has changed,
	 * such as a balance, has to be brought in line with that.
	 * @param handler the decision handler
	 * @param callback the before-callback
	 * @param decision the decision that was not used
	 */
	default void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
	}

	/**
	 * Called when a before-callback was delivered to the handlers that watch it.
	 * @param callback the before-callback
	 * @param result the result of the delivery
	 */
	default void watched(CallbackMetadata callback, DeliveryResult result) {
	}

	/**
	 * Create a listener that logs what an operator has to look at.
	 * @param catalog the catalogue of commands
	 * @return the listener
	 */
	static CallbackListener logging(CommandCatalog catalog) {
		return new LoggingCallbackListener(catalog);
	}

}
