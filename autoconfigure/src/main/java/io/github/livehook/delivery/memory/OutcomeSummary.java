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

package io.github.livehook.delivery.memory;

import java.util.Collection;

import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * Sums up how the handlers of a callback ended.
 */
final class OutcomeSummary {

	private DeliveryResult result = DeliveryResult.of(Status.HANDLED);

	void add(CallbackHandler handler, HandlerOutcome outcome, Collection<String> succeeded) {
		switch (outcome.status()) {
			case SUCCEEDED -> succeeded.add(handler.id());
			case FAILED -> add(Status.FAILED, "");
			case UNREADABLE -> add(Status.UNREADABLE, outcome.message());
		}
	}

	private void add(Status status, String detail) {
		if (this.result.status() != Status.UNREADABLE) {
			this.result = new DeliveryResult(status, detail);
		}
	}

	/**
	 * Return the status of the whole if a call that has not been added ends so.
	 * @param status the end of the call
	 * @return the status of the whole
	 */
	Status statusWith(HandlerOutcome.Status status) {
		boolean unreadable = status == HandlerOutcome.Status.UNREADABLE || this.result.status() == Status.UNREADABLE;
		return unreadable ? Status.UNREADABLE : Status.FAILED;
	}

	DeliveryResult result() {
		return this.result;
	}

}
