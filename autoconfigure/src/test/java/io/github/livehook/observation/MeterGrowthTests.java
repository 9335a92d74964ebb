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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.autoconfigure.observation.LivehookMetricsAutoConfiguration;
import io.github.livehook.autoconfigure.observation.LivehookObservationAutoConfiguration;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.web.CallbackExchange;
import io.github.livehook.web.CallbackProcessor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the number of meters, which does not depend on senders.
 */
class MeterGrowthTests {

	private static final int KINDS = 10;

	private static final String BATTLE = Samples.battle("invented");

	private final Random random = new Random(1);

	@Test
	void whenHundredThousandCallbacksInventCommandsAndAppsThenThereAreNoMoreMeters() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		LivehookContexts.servlet()
			.withConfiguration(AutoConfigurations.of(LivehookObservationAutoConfiguration.class,
					LivehookMetricsAutoConfiguration.class))
			.withBean(MeterRegistry.class, () -> meters)
			.withBean(ObservationRegistry.class, () -> observations)
			.withBean(Battles.class)
			.withPropertyValues("livehook.response-timeout=1900ms")
			.run((context) -> {
				CallbackProcessor processor = context.getBean(CallbackProcessor.class);
				process(processor, 200);
				Set<Meter.Id> before = metersInTime(meters);
				assertThat(before).hasSizeGreaterThan(15);
				process(processor, 100_000);
				assertThat(metersInTime(meters)).isEqualTo(before);
				assertThat(meters.find("livehook.callback").timers().stream().mapToLong((timer) -> timer.count()).sum())
					.isGreaterThan(50_000);
			});
	}

	@Test
	void whenThousandsOfCallbacksAreStoredThenThereAreNoMoreMeters() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		DurableContexts.measured(meters)
			.withConfiguration(AutoConfigurations.of(LivehookObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> observations)
			.withBean(Battles.class)
			.withPropertyValues("livehook.response-timeout=1900ms", "livehook.delivery.retry.delay=10ms",
					"livehook.delivery.retry.max-attempts=2")
			.run((context) -> {
				context.getBean(DeliveryMetrics.class).bindTo(meters);
				CallbackProcessor processor = context.getBean(CallbackProcessor.class);
				process(processor, 200);
				awaitAttempts(meters, stored(meters));
				Set<Meter.Id> before = metersInTime(meters);
				process(processor, 5000);
				assertThat(stored(meters)).isGreaterThan(1000);
				awaitAttempts(meters, stored(meters));
				assertThat(metersInTime(meters)).isEqualTo(before);
				assertThat(attempts(meters, "dead")).isPositive();
			});
	}

	private static long stored(MeterRegistry meters) {
		return meters.find("livehook.callback")
			.tag("outcome", "stored")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	// Each callback is for one handler, and is handled or dead in the end
	private static void awaitAttempts(MeterRegistry meters, long stored) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> attempts(meters, "succeeded") + attempts(meters, "dead") == stored);
	}

	private static double attempts(MeterRegistry meters, String end) {
		return meters.find("livehook.delivery.attempts")
			.tag("end", end)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

	private void process(CallbackProcessor processor, int requests) {
		String signed = SignedQuery.now();
		for (int i = 0; i < requests; i++) {
			FixedExchange exchange = exchange(i, signed);
			processor.process(exchange);
			assertThat(exchange.responded).isTrue();
		}
	}

	private FixedExchange exchange(int number, String signed) {
		String invented = Long.toHexString(this.random.nextLong());
		String command = "{\"CallbackCommand\":\"Live.%s\",\"EventTime\":1}".formatted(invented);
		return switch (number % KINDS) {
			case 0 -> new FixedExchange(signed, battle(invented));
			case 1 -> new FixedExchange(signed, battle(((number % 10_000 == 1) ? "failing-" : "") + invented));
			case 2 -> new FixedExchange(signed, command);
			case 3 -> new FixedExchange(signed, (number % 100 == 3) ? Battles.gift(invented) : command);
			case 4 -> new FixedExchange(signed, "{\"Events\":[" + command + "," + battle(invented) + "]}");
			case 5 -> new FixedExchange(signed, command.replace("Live.", "Live.CallbackBefore"));
			case 6 -> new FixedExchange(signed, "x" + invented);
			case 7 -> new FixedExchange(
					SignedQuery.of(String.valueOf(this.random.nextInt()), SignedQuery.TOKEN, Instant.now()), command);
			case 8 -> new FixedExchange(SignedQuery.of(SignedQuery.APP_ID, invented, Instant.now()), command);
			default -> new FixedExchange(signed + "&CallbackCommand=" + invented, command);
		};
	}

	private static String battle(String battleId) {
		return BATTLE.replace("invented", battleId);
	}

	// A pause of the machine may make one late
	private static Set<Meter.Id> metersInTime(MeterRegistry registry) {
		return registry.getMeters()
			.stream()
			.map(Meter::getId)
			.filter((id) -> !id.getName().equals("livehook.responses.late"))
			.filter((id) -> !id.getTags().contains(Tag.of("late", "true")))
			.collect(Collectors.toSet());
	}

	private static final class FixedExchange implements CallbackExchange {

		private final String query;

		private final byte[] body;

		private boolean responded;

		FixedExchange(String query, String body) {
			this.query = query;
			this.body = body.getBytes(StandardCharsets.UTF_8);
		}

		@Override
		public Instant receivedAt() {
			return Instant.now();
		}

		@Override
		public String method() {
			return "POST";
		}

		@Override
		public String query() {
			return this.query;
		}

		@Override
		public @Nullable String remoteAddress() {
			return null;
		}

		@Override
		public @Nullable String header(String name) {
			return name.equalsIgnoreCase("Content-Length") ? String.valueOf(this.body.length) : null;
		}

		@Override
		public InputStream body() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void send(CallbackResponse response, boolean late) {
			this.responded = true;
		}

	}

}
