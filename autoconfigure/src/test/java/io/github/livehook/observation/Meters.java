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

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters of an application. They may be measured after the response.
 *
 * @param registry their registry
 */
record Meters(MeterRegistry registry) {

	void awaitTimer(long count, String name, String... tags) {
		await(() -> {
			Timer timer = this.registry.find(name).tags(tags).timer();
			assertThat((timer != null) ? timer.count() : 0).as("%s%s", name, String.join(",", tags)).isEqualTo(count);
		});
	}

	void awaitCounter(double count, String name, String... tags) {
		await(() -> assertThat(counter(name, tags)).as("%s%s", name, String.join(",", tags)).isEqualTo(count));
	}

	double counter(String name, String... tags) {
		Counter counter = this.registry.find(name).tags(tags).counter();
		return (counter != null) ? counter.count() : 0;
	}

	void awaitGauge(double value, String name, String... tags) {
		// Boxed, or NaN would not be equal to itself
		await(() -> assertThat(gauge(name, tags)).as("%s%s", name, String.join(",", tags))
			.isEqualTo(Double.valueOf(value)));
	}

	@Nullable Double gauge(String name, String... tags) {
		Gauge gauge = this.registry.find(name).tags(tags).gauge();
		return (gauge != null) ? gauge.value() : null;
	}

	private static void await(Runnable assertion) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
	}

}
