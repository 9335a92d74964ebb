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

import io.github.livehook.decision.Decision;

/**
 * What has become of a question whether something may happen.
 *
 * @param status how it was decided
 * @param decision what is answered
 * @param detail what is to be said of it in a log, empty if nothing; never holds a value
 * of the body
 * @since 0.1.0
 */
public record DecisionResult(Status status, Decision decision, String detail) {

	static DecisionResult of(Status status, Decision decision) {
		return new DecisionResult(status, decision, "");
	}

	/**
	 * The ways in which a question is decided.
	 */
	public enum Status {

		/**
		 * The application has decided.
		 */
		DECIDED,

		/**
		 * The application has nothing that decides on the command.
		 */
		NO_DECISION_HANDLER,

		/**
		 * What decides has failed, or was interrupted.
		 */
		FAILED,

		/**
		 * There was no decision in time.
		 */
		LATE,

		/**
		 * There was no room to ask.
		 */
		SATURATED,

		/**
		 * The body does not fit what the decisionHandler takes.
		 */
		UNREADABLE

	}

}
