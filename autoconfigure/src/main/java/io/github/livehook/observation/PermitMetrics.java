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

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.ConcurrencyLimit;

/**
 * {@link MeterBinder} for how many calls are running and how many more may be started.
 *
 * @since 0.1.0
 */
public final class PermitMetrics implements MeterBinder {

	private final @Nullable ConcurrencyLimit events;

	private final ConcurrencyLimit questions;

	/**
	 * Create the metrics.
	 * @param events the concurrencyLimit of events, {@code null} if they have no limit
	 * @param questions the concurrencyLimit of questions
	 */
	public PermitMetrics(@Nullable ConcurrencyLimit events, ConcurrencyLimit questions) {
		this.events = events;
		this.questions = questions;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.events != null) {
			bind(registry, this.events, MeteredCallbacks.EVENT);
		}
		bind(registry, this.questions, MeteredCallbacks.QUESTION);
	}

	private static void bind(MeterRegistry registry, ConcurrencyLimit concurrencyLimit, String kind) {
		String key = LivehookMeters.Key.KIND.asString();
		Gauge.builder(LivehookMeters.PERMITS_USED.getName(), concurrencyLimit, ConcurrencyLimit::active)
			.tag(key, kind)
			.register(registry);
		Gauge
			.builder(LivehookMeters.PERMITS_FREE.getName(), concurrencyLimit,
					(current) -> current.limit() - current.active())
			.tag(key, kind)
			.register(registry);
	}

}
