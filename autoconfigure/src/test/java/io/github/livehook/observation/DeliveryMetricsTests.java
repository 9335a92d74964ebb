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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.ConcurrencyLimit;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryMetricsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private Backlog.Snapshot snapshot;

	private boolean partial;

	private final Backlog backlog = new Backlog() {

		@Override
		public Snapshot snapshot() {
			return DeliveryMetricsTests.this.snapshot;
		}

		@Override
		public boolean isPartial() {
			return DeliveryMetricsTests.this.partial;
		}

	};

	private final ConcurrencyLimit events = new ConcurrencyLimit(7);

	private final ConcurrencyLimit decisions = new ConcurrencyLimit(3);

	@BeforeEach
	void bind() {
		new DeliveryMetrics(this.events, this.decisions, this.backlog).bindTo(this.registry);
	}

	@Test
	void whenLimitsAreInUseThenBothAreGaugedByKind() {
		this.events.tryAcquire();
		this.events.tryAcquire();
		this.decisions.tryAcquire();
		assertThat(gauge("livehook.concurrency.active", "kind", "event")).isEqualTo(2);
		assertThat(gauge("livehook.concurrency.limit", "kind", "event")).isEqualTo(7);
		assertThat(gauge("livehook.concurrency.active", "kind", "decision")).isEqualTo(1);
		assertThat(gauge("livehook.concurrency.limit", "kind", "decision")).isEqualTo(3);
	}

	@Test
	void whenDeliveryHasNeitherLimitNorBacklogThenOnlyDecisionsAreGauged() {
		SimpleMeterRegistry other = new SimpleMeterRegistry();
		new DeliveryMetrics(null, this.decisions, null).bindTo(other);
		assertThat(other.getMeters()).hasSize(2)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("kind")).isEqualTo("decision"));
	}

	@Test
	void whenThereIsWorkThenItIsGaugedWithoutThatOfOrphans() {
		this.snapshot = snapshot(3, new Backlog.Work("score", 2, Duration.ofMillis(1500), false),
				new Backlog.Work("notify", 5, Duration.ofSeconds(90), false),
				new Backlog.Work("renamed", 7, Duration.ofDays(2), true),
				new Backlog.Work("removed", 1, Duration.ofDays(3), true));
		assertThat(gauge("livehook.delivery.pending")).isEqualTo(7);
		assertThat(gauge("livehook.delivery.oldest")).isEqualTo(90);
		assertThat(gauge("livehook.delivery.orphaned")).isEqualTo(8);
		assertThat(gauge("livehook.delivery.dead")).isEqualTo(3);
	}

	@Test
	void whenCallbacksAreUnreadThenTheyArePending() {
		this.snapshot = new Backlog.Snapshot(Instant.EPOCH,
				List.of(new Backlog.Work("score", 2, Duration.ofSeconds(5), false)), 0, 7, Duration.ofSeconds(90));
		assertThat(gauge("livehook.delivery.unread")).isEqualTo(7);
		assertThat(gauge("livehook.delivery.pending")).isEqualTo(9);
		assertThat(gauge("livehook.delivery.oldest")).isEqualTo(90);
	}

	@ParameterizedTest
	@CsvSource({ "false, application", "true, instance" })
	void whenWorkIsCountedThenItsScopeTellsWhetherThatIsAll(boolean partial, String scope) {
		this.partial = partial;
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new DeliveryMetrics(this.events, this.decisions, this.backlog).bindTo(registry);
		assertThat(registry.getMeters()).filteredOn((meter) -> meter.getId().getTag("scope") != null)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("scope")).isEqualTo(scope))
			.extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrder("livehook.delivery.pending", "livehook.delivery.orphaned");
	}

	@Test
	void whenThereIsNoWorkThenEachIsZero() {
		this.snapshot = snapshot(0);
		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.filteredOn((name) -> name.startsWith("livehook.delivery"))
			.hasSize(5)
			.allSatisfy((name) -> assertThat(gauge(name)).isZero());
	}

	@Test
	void whenAgeIsLessThanASecondThenItIsAFraction() {
		this.snapshot = snapshot(0, new Backlog.Work("score", 1, Duration.ofMillis(250), false));
		assertThat(gauge("livehook.delivery.oldest")).isEqualTo(0.25);
		assertThat(this.registry.get("livehook.delivery.oldest").meter().getId().getBaseUnit()).isEqualTo("seconds");
	}

	@ParameterizedTest
	@ValueSource(strings = { "livehook.delivery.pending", "livehook.delivery.oldest", "livehook.delivery.orphaned",
			"livehook.delivery.dead", "livehook.delivery.unread" })
	void whenStoreDoesNotRespondThenItIsNotANumber(String name) {
		assertThat(gauge(name)).isNaN();
		this.snapshot = snapshot(0);
		assertThat(gauge(name)).isZero();
		this.snapshot = null;
		assertThat(gauge(name)).isNaN();
	}

	private double gauge(String name, String... tags) {
		return this.registry.get(name).tags(tags).gauge().value();
	}

	private static Backlog.Snapshot snapshot(long dead, Backlog.Work... works) {
		return new Backlog.Snapshot(Instant.EPOCH, List.of(works), dead);
	}

}
