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

import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;

/**
 * {@link MeterBinder} for what a durable delivery has accepted and not brought to its
 * end. Nothing is a number while the store does not tell it.
 *
 * @since 0.1.0
 */
public final class DeliveryMetrics implements MeterBinder {

	private final Backlog backlog;

	/**
	 * Create the metrics.
	 * @param backlog the backlog of the delivery
	 */
	public DeliveryMetrics(Backlog backlog) {
		this.backlog = backlog;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bind(registry, LivehookMeters.DELIVERY_PENDING, Backlog.Snapshot::pending);
		TimeGauge
			.builder(LivehookMeters.DELIVERY_OLDEST.getName(), this.backlog, TimeUnit.MILLISECONDS,
					(backlog) -> read(backlog, (snapshot) -> snapshot.oldest().toMillis()))
			.register(registry);
		bind(registry, LivehookMeters.DELIVERY_ORPHANED,
				(snapshot) -> snapshot.orphans().stream().mapToLong(Backlog.Work::pending).sum());
		bind(registry, LivehookMeters.DELIVERY_DEAD, Backlog.Snapshot::dead);
	}

	private void bind(MeterRegistry registry, LivehookMeters meter, ToDoubleFunction<Backlog.Snapshot> value) {
		Gauge.builder(meter.getName(), this.backlog, (backlog) -> read(backlog, value)).register(registry);
	}

	private static double read(Backlog backlog, ToDoubleFunction<Backlog.Snapshot> value) {
		Backlog.@Nullable Snapshot snapshot = backlog.snapshot();
		return (snapshot != null) ? value.applyAsDouble(snapshot) : Double.NaN;
	}

}
