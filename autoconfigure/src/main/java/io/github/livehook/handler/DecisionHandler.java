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
 * A handler that decides: what it returns is the answer to a command that is asked before
 * something happens.
 *
 * @since 0.1.0
 */
public interface DecisionHandler extends CallbackHandler {

	/**
	 * Return the type of its decisions.
	 * @return the type
	 */
	Class<? extends Decision> decisionType();

	/**
	 * Return what is answered if there is no decision in time.
	 * @return the decision
	 */
	Decision onFailure();

	/**
	 * Return whether it is interrupted when it is late.
	 * @return whether to interrupt it
	 */
	boolean isInterruptedWhenLate();

}
