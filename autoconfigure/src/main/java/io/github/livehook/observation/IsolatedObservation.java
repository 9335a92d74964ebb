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

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link Observation} that never gets in the way of what it observes: what its
 * handlers and conventions throw is logged, and afterwards the thread has the current
 * observation that it had before.
 */
final class IsolatedObservation {

	private static final Logger logger = LoggerFactory.getLogger(IsolatedObservation.class);

	private final ObservationRegistry registry;

	private final Observation observation;

	IsolatedObservation(ObservationRegistry registry, Observation observation) {
		this.registry = registry;
		this.observation = observation;
	}

	/**
	 * Create and start an observation.
	 * @param registry where it is current while it is open
	 * @param factory creates it
	 * @return the observation, which does nothing if it could not be created
	 */
	static IsolatedObservation start(ObservationRegistry registry, Supplier<Observation> factory) {
		IsolatedObservation created = new IsolatedObservation(registry, create(factory));
		attempt(created.observation::start);
		return created;
	}

	private static Observation create(Supplier<Observation> factory) {
		try {
			return factory.get();
		}
		catch (Throwable ex) {
			logFailure(ex);
			return Observation.NOOP;
		}
	}

	/**
	 * Return what is observed with.
	 * @return the observation
	 */
	Observation observation() {
		return this.observation;
	}

	/**
	 * Make this the current observation of the thread.
	 * @return closes it, and makes the one before current again
	 */
	Runnable open() {
		Observation.Scope before = this.registry.getCurrentObservationScope();
		// One that is switched off would hide the one before, and the trace would end
		// here
		if (!this.observation.isNoop()) {
			attempt(this.observation::openScope);
		}
		// There is one to close even if a handler has thrown when it was opened
		Observation.Scope opened = this.registry.getCurrentObservationScope();
		return () -> {
			if (opened != null && opened != before) {
				attempt(opened::close);
			}
			this.registry.setCurrentObservationScope(before);
		};
	}

	void error(Throwable error) {
		attempt(() -> this.observation.error(error));
	}

	void stop() {
		attempt(this.observation::stop);
	}

	private static void attempt(Runnable step) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	private static void logFailure(Throwable failure) {
		logger.error("An observation failed", failure);
	}

}
