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

/**
 * {@link io.micrometer.observation.Observation.Context} of a callback.
 *
 * @since 0.1.0
 */
public final class CallbackObservationContext extends Observation.Context {

	private final CallbackMetadata metadata;

	private final String command;

	private String outcome = "unknown";

	private boolean late;

	/**
	 * Create the context of a callback.
	 * @param metadata the callback
	 * @param command the command, {@value KnownCommands#OTHER} if it is not known
	 */
	public CallbackObservationContext(CallbackMetadata metadata, String command) {
		this.metadata = metadata;
		this.command = command;
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
	 * Return the outcome of the callback.
	 * @return the name of a status in lower case; {@code unknown} until the callback has
	 * ended
	 */
	public String getOutcome() {
		return this.outcome;
	}

	/**
	 * Return whether the response was sent at the deadline, before the callback ended.
	 * @return whether the callback was late
	 */
	public boolean isLate() {
		return this.late;
	}

	void setOutcome(String outcome, boolean late) {
		this.outcome = outcome;
		this.late = late;
	}

}
