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

import io.github.livehook.delivery.DeliveryResult.Status;

/**
 * Callback interface for the progress of a delivery, from which the response at the
 * deadline follows.
 *
 * @since 0.1.0
 */
public interface DeliveryProgress {

	/**
	 * Called when the delivery has taken responsibility: from now on the response may be
	 * OK although the callback is still being handled.
	 */
	void accepted();

	/**
	 * Called when the delivery cannot end well any more, after {@link #accepted()}.
	 * @param status the worst status so far
	 */
	void failed(Status status);

	/**
	 * Return how much time there is until a response is sent in any case.
	 * @return the time, zero or negative if it is up
	 */
	Duration timeLeft();

}
