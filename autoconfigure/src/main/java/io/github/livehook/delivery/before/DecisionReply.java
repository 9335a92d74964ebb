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

import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.DeliveryResult;

/**
 * Answers a question whether something may happen, and is told what becomes of it.
 *
 * @since 0.1.0
 */
public interface DecisionReply {

	/**
	 * Return how much time there is until the request is answered in any case.
	 * @return the time, zero or negative if it is up
	 */
	Duration timeLeft();

	/**
	 * Set what is answered if the time is up.
	 * @param decision the decision
	 */
	void whenLate(Decision decision);

	/**
	 * Send the answer. Called once.
	 * @param result what was decided
	 * @return whether this was the answer; {@code false} if the time was up before, or
	 * the client has gone
	 */
	boolean send(DecisionResult result);

	/**
	 * A decision has come after the answer. Called from any thread.
	 * @param decision the decision
	 */
	void late(Decision decision);

	/**
	 * The question was handed to the handlers that watch it. Called from any thread.
	 * @param result how that ended
	 */
	void watched(DeliveryResult result);

}
