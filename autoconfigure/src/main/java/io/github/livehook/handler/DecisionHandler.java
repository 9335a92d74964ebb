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

package io.github.livehook.handler;

import io.github.livehook.decision.Decision;

/**
 * Strategy to decide on before-callbacks. The result of the handler is the decision.
 *
 * @since 0.1.0
 * @see BeforeCallback
 */
public interface DecisionHandler extends CallbackHandler {

	/**
	 * Return the type of the decisions.
	 * @return the type that the commands ask for
	 */
	Class<? extends Decision> decisionType();

	/**
	 * Return the decision that stands if the handler fails or is late.
	 * @return the decision
	 */
	Decision onFailure();

	/**
	 * Return whether the handler is interrupted when it is late.
	 * @return whether to interrupt it, by default {@code false}
	 */
	default boolean isInterruptedWhenLate() {
		return false;
	}

}
