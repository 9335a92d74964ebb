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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The handlers of the application.
 *
 * @since 0.1.0
 */
public interface CallbackHandlers {

	/**
	 * Return the handlers of events.
	 * @return the handlers in the order in which they are called
	 */
	List<CallbackHandler> handlers();

	/**
	 * Return the decision handlers of before-callbacks.
	 * @return the decision handlers in their order, by default none
	 */
	default List<DecisionHandler> decisionHandlers() {
		return List.of();
	}

	/**
	 * Return the handlers of events for a command.
	 * @param command the command
	 * @return the handlers in the order in which they are called
	 */
	List<CallbackHandler> forCommand(String command);

	/**
	 * Return the decision handler for a command.
	 * @param command the command
	 * @return the decision handler, or {@code null} if there is none
	 */
	default @Nullable DecisionHandler decisionHandler(String command) {
		return null;
	}

}
