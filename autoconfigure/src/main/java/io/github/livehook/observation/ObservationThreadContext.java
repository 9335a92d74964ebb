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
import io.micrometer.observation.ObservationRegistry;

import io.github.livehook.delivery.ThreadContext;

/**
 * {@link ThreadContext} that takes the current observation along, and with it the trace.
 *
 * @since 0.1.0
 */
public final class ObservationThreadContext implements ThreadContext {

	private final ObservationRegistry registry;

	/**
	 * Create the context.
	 * @param registry where is observed
	 */
	public ObservationThreadContext(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public Runnable propagate(Runnable task) {
		Observation current = this.registry.getCurrentObservation();
		return (current != null) ? () -> run(task, current) : task;
	}

	private void run(Runnable task, Observation observation) {
		Runnable close = new IsolatedObservation(this.registry, observation).open();
		try {
			task.run();
		}
		finally {
			close.run();
		}
	}

}
