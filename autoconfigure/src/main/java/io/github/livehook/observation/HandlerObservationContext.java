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

package io.github.livehook.observation;

import io.micrometer.observation.Observation;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.handler.CallbackHandler;

/**
 * {@link io.micrometer.observation.Observation.Context} of the call of a handler.
 *
 * @since 0.1.0
 */
public final class HandlerObservationContext extends Observation.Context {

	private final CallbackHandler handler;

	private final CallbackMetadata metadata;

	private final String command;

	private String outcome = "unknown";

	/**
	 * Create the context of a call.
	 * @param handler the handler
	 * @param metadata the callback
	 * @param command the command, {@value KnownCommands#OTHER} if it is not known
	 */
	public HandlerObservationContext(CallbackHandler handler, CallbackMetadata metadata, String command) {
		this.handler = handler;
		this.metadata = metadata;
		this.command = command;
	}

	/**
	 * Return the handler.
	 * @return the handler
	 */
	public CallbackHandler getHandler() {
		return this.handler;
	}

	/**
	 * Return the callback.
	 * @return the callback
	 */
	public CallbackMetadata getMetadata() {
		return this.metadata;
	}

	/**
	 * Return the command.
	 * @return the command, {@value KnownCommands#OTHER} if it is not known
	 */
	public String getCommand() {
		return this.command;
	}

	/**
	 * Return the outcome of the call.
	 * @return {@code succeeded}, {@code failed} or {@code unreadable}; {@code unknown}
	 * until the call has ended
	 */
	public String getOutcome() {
		return this.outcome;
	}

	void setOutcome(String outcome) {
		this.outcome = outcome;
	}

}
