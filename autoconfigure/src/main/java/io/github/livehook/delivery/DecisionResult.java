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

import io.github.livehook.decision.Decision;

/**
 * The result of a before-callback.
 *
 * @param status how the decision was made
 * @param decision the decision to respond with
 * @param detail the detail for a log, empty if there is none; never holds a value of the
 * body
 * @since 0.1.0
 */
public record DecisionResult(Status status, Decision decision, String detail) {

	/**
	 * Create a result without a detail.
	 * @param status how the decision was made
	 * @param decision the decision to respond with
	 * @return the result
	 */
	public static DecisionResult of(Status status, Decision decision) {
		return new DecisionResult(status, decision, "");
	}

	/**
	 * The ways in which a decision is made.
	 */
	public enum Status {

		/**
		 * A decision handler has decided.
		 */
		DECIDED,

		/**
		 * The application has no decision handler for the command.
		 */
		NO_DECISION_HANDLER,

		/**
		 * The decision handler has failed, or was interrupted.
		 */
		FAILED,

		/**
		 * There was no decision in time.
		 */
		LATE,

		/**
		 * The concurrency limit was reached.
		 */
		SATURATED,

		/**
		 * The body does not fit the parameters of the decision handler.
		 */
		UNREADABLE

	}

}
