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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.Decision;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * Tells several {@link CallbackListener listeners}, each isolated from the others.
 */
final class CompositeCallbackListener implements CallbackListener {

	private static final Logger logger = LoggerFactory.getLogger(CompositeCallbackListener.class);

	private final List<CallbackListener> listeners;

	CompositeCallbackListener(List<CallbackListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void refused(InboundRequest request, VerificationFailure refusal) {
		tell((listener) -> listener.refused(request, refusal));
	}

	@Override
	public void reported(InboundRequest request, VerificationFailure refusal) {
		tell((listener) -> listener.reported(request, refusal));
	}

	@Override
	public void rejected(InvalidRequest rejection, String detail) {
		tell((listener) -> listener.rejected(rejection, detail));
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		tell((listener) -> listener.commandDiffers(ofQuery, ofBody));
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		tell((listener) -> listener.delivered(metadata, result, atDeadline));
	}

	@Override
	public void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		tell((listener) -> listener.decided(metadata, result, atDeadline));
	}

	@Override
	public void decidedLate(CallbackMetadata metadata, Decision decision) {
		tell((listener) -> listener.decidedLate(metadata, decision));
	}

	@Override
	public void watched(CallbackMetadata metadata, DeliveryResult result) {
		tell((listener) -> listener.watched(metadata, result));
	}

	private void tell(Consumer<CallbackListener> message) {
		for (CallbackListener listener : this.listeners) {
			try {
				message.accept(listener);
			}
			catch (Throwable ex) {
				logger.error("The listener {} failed", listener.getClass().getName(), ex);
			}
		}
	}

}
