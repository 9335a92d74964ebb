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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.jspecify.annotations.Nullable;

/**
 * {@link ObservationHandler} that keeps the contexts of stopped observations.
 */
class StoppedObservations implements ObservationHandler<Observation.Context> {

	private final List<Observation.Context> all = new CopyOnWriteArrayList<>();

	@Override
	public boolean supportsContext(Observation.Context context) {
		return true;
	}

	@Override
	public void onStop(Observation.Context context) {
		this.all.add(context);
	}

	List<CallbackObservationContext> callbacks() {
		return of(CallbackObservationContext.class);
	}

	List<HandlerObservationContext> handlers() {
		return of(HandlerObservationContext.class);
	}

	private <C> List<C> of(Class<C> type) {
		return this.all.stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Return the parent of an observation.
	 * @param context the context of the observation
	 * @return the context of its parent, {@code null} if there is none
	 */
	static Observation.@Nullable ContextView parentOf(Observation.Context context) {
		return (context.getParentObservation() != null) ? context.getParentObservation().getContextView() : null;
	}

}
