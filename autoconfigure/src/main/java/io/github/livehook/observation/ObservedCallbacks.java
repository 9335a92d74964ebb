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

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.web.CallbackListener;
import io.github.livehook.web.CallbackObserver;
import io.github.livehook.web.CallbackResponse;

/**
 * Observes each callback. Those of a batch are observed side by side.
 *
 * @since 0.1.0
 */
public final class ObservedCallbacks implements CallbackObserver, CallbackListener {

	private static final CallbackObservationConvention DEFAULT_CONVENTION = new DefaultCallbackObservationConvention();

	private final ObservationRegistry registry;

	private final KnownCommands commands;

	private final @Nullable CallbackObservationConvention convention;

	// Callbacks are told apart by their metadata, which are one object all the way
	private final ThreadLocal<@Nullable Map<CallbackMetadata, IsolatedObservation>> running = new ThreadLocal<>();

	/**
	 * Create the observer.
	 * @param registry where to observe
	 * @param commands the commands that may become values of keys
	 * @param convention the convention, {@code null} for the default
	 */
	public ObservedCallbacks(ObservationRegistry registry, KnownCommands commands,
			@Nullable CallbackObservationConvention convention) {
		this.registry = registry;
		this.commands = commands;
		this.convention = convention;
	}

	@Override
	public void observe(List<CallbackMetadata> callbacks, Runnable processing) {
		if (this.registry.isNoop()) {
			processing.run();
			return;
		}
		Map<CallbackMetadata, IsolatedObservation> observations = new IdentityHashMap<>();
		callbacks.forEach((metadata) -> observations.put(metadata, start(metadata)));
		Map<CallbackMetadata, IsolatedObservation> before = this.running.get();
		this.running.set(observations);
		try {
			process(List.copyOf(observations.values()), processing);
		}
		finally {
			restore(before);
			observations.values().forEach(IsolatedObservation::stop);
		}
	}

	private IsolatedObservation start(CallbackMetadata metadata) {
		return IsolatedObservation.start(this.registry,
				() -> LivehookObservations.CALLBACK.observation(this.convention, DEFAULT_CONVENTION,
						() -> new CallbackObservationContext(metadata, this.commands.valueOf(metadata.command())),
						this.registry));
	}

	private static void process(List<IsolatedObservation> observations, Runnable processing) {
		try {
			if (observations.size() == 1) {
				processAsCurrent(observations.get(0), processing);
			}
			else {
				processing.run();
			}
		}
		catch (Throwable ex) {
			observations.forEach((observation) -> observation.error(ex));
			throw ex;
		}
	}

	private static void processAsCurrent(IsolatedObservation observation, Runnable processing) {
		Runnable close = observation.open();
		try {
			processing.run();
		}
		finally {
			close.run();
		}
	}

	private void restore(@Nullable Map<CallbackMetadata, IsolatedObservation> before) {
		if (before != null) {
			this.running.set(before);
		}
		else {
			this.running.remove();
		}
	}

	/**
	 * Return the observation of a callback that is being processed on the current thread.
	 * @param metadata the callback
	 * @return the observation, or {@code null} if there is none
	 */
	@Nullable Observation find(CallbackMetadata metadata) {
		Map<CallbackMetadata, IsolatedObservation> observations = this.running.get();
		IsolatedObservation observation = (observations != null) ? observations.get(metadata) : null;
		return (observation != null && !observation.observation().isNoop()) ? observation.observation() : null;
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		ended(metadata, result.status(), atDeadline != null);
	}

	@Override
	public void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		ended(metadata, result.status(), atDeadline != null);
	}

	private void ended(CallbackMetadata metadata, Enum<?> status, boolean late) {
		Observation observation = find(metadata);
		if (observation != null && observation.getContext() instanceof CallbackObservationContext context) {
			context.ended(status.name().toLowerCase(Locale.ROOT), late);
		}
	}

}
