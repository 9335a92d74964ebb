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
import io.github.livehook.delivery.ConcurrencyLimit;

/**
 * {@link MeterBinder} for the concurrency limits and for the backlog of a durable
 * delivery. The values of the backlog are {@code NaN} while its store does not respond.
 *
 * @since 0.1.0
 */
public final class DeliveryMetrics implements MeterBinder {

	private final @Nullable ConcurrencyLimit events;

	private final ConcurrencyLimit decisions;

	private final @Nullable Backlog backlog;

	/**
	 * Create the metrics.
	 * @param events the limit of the delivery, {@code null} if it has none
	 * @param decisions the limit of the decision handlers
	 * @param backlog the backlog of a durable delivery, {@code null} if there is none
	 */
	public DeliveryMetrics(@Nullable ConcurrencyLimit events, ConcurrencyLimit decisions, @Nullable Backlog backlog) {
		this.events = events;
		this.decisions = decisions;
		this.backlog = backlog;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		if (this.events != null) {
			bind(registry, this.events, MetricsCallbackListener.EVENT);
		}
		bind(registry, this.decisions, MetricsCallbackListener.DECISION);
		if (this.backlog != null) {
			bind(registry, this.backlog);
		}
	}

	private static void bind(MeterRegistry registry, ConcurrencyLimit limit, String kind) {
		Gauge.builder("livehook.concurrency.active", limit, ConcurrencyLimit::active)
			.tag("kind", kind)
			.register(registry);
		Gauge.builder("livehook.concurrency.limit", limit, ConcurrencyLimit::limit)
			.tag("kind", kind)
			.register(registry);
	}

	private static void bind(MeterRegistry registry, Backlog backlog) {
		String scope = backlog.isPartial() ? "instance" : "application";
		gauge(registry, "livehook.delivery.pending", backlog, Backlog.Snapshot::pending, "scope", scope);
		TimeGauge
			.builder("livehook.delivery.oldest", backlog, TimeUnit.MILLISECONDS,
					(current) -> read(current, (snapshot) -> snapshot.oldest().toMillis()))
			.register(registry);
		gauge(registry, "livehook.delivery.orphaned", backlog,
				(snapshot) -> snapshot.orphans().stream().mapToLong(Backlog.Work::pending).sum(), "scope", scope);
		gauge(registry, "livehook.delivery.dead", backlog, Backlog.Snapshot::dead);
		gauge(registry, "livehook.delivery.unread", backlog, Backlog.Snapshot::unread);
	}

	private static void gauge(MeterRegistry registry, String name, Backlog backlog,
			ToDoubleFunction<Backlog.Snapshot> value, String... tags) {
		Gauge.builder(name, backlog, (current) -> read(current, value)).tags(tags).register(registry);
	}

	private static double read(Backlog backlog, ToDoubleFunction<Backlog.Snapshot> value) {
		Backlog.@Nullable Snapshot snapshot = backlog.snapshot();
		return (snapshot != null) ? value.applyAsDouble(snapshot) : Double.NaN;
	}

}
