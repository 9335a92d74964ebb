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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.github.livehook.callback.Callback;

/**
 * Strategy to bring callbacks to their handlers.
 *
 * @since 0.1.0
 */
public interface CallbackDelivery {

	/**
	 * The phase of the lifecycle of deliveries that have one. They stop after what gives
	 * them callbacks.
	 */
	int PHASE = SmartLifecycle.DEFAULT_PHASE - 2;

	/**
	 * Deliver the callbacks of a request: one, or the events of a batch. This method may
	 * take longer than the deadline; the response that Tencent gets then depends on
	 * whether the delivery has taken responsibility for all of them.
	 * @param callbacks the callbacks, at least one
	 * @param progress the progress to report to, on the current thread
	 * @return the results in the order of the callbacks; this method does not throw
	 */
	List<DeliveryResult> deliver(List<Callback> callbacks, Progress progress);

	/**
	 * Deliver the only callback of a request.
	 * @param callback the callback
	 * @param progress the progress to report to, on the current thread
	 * @return the result; this method does not throw
	 */
	default DeliveryResult deliver(Callback callback, Progress progress) {
		return deliver(List.of(callback), progress).get(0);
	}

	/**
	 * Return the limit of requests that are handled at the same time.
	 * @return the limit, or {@code null} if there is no such limit
	 */
	default @Nullable ConcurrencyLimit concurrencyLimit() {
		return null;
	}

	/**
	 * Callback interface for the progress of a delivery, from which the response at the
	 * deadline follows.
	 */
	interface Progress {

		/**
		 * Called when the delivery has taken responsibility: from now on the response may
		 * be OK although the callback is still being handled.
		 */
		void accepted();

		/**
		 * Called when the delivery cannot end well any more, after {@link #accepted()}.
		 * @param status the worst status so far
		 */
		void failed(DeliveryResult.Status status);

		/**
		 * Return how much time there is until a response is sent in any case.
		 * @return the time, zero or negative if it is up
		 */
		Duration timeLeft();

	}

}
