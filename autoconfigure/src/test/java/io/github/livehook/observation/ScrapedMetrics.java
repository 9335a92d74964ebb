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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.mockito.Mockito;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

/**
 * The metrics of Livehook as Prometheus reads them, with histograms.
 *
 * @param keysOfSamples the keys of each sample by its name
 */
public record ScrapedMetrics(Map<String, Set<String>> keysOfSamples) {

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? ");

	private static final Pattern KEY = Pattern.compile("(\\w+)=\"");

	/**
	 * Let each meter measure something, and read it.
	 * @return the metrics
	 */
	public static ScrapedMetrics read() {
		return Scraped.METRICS;
	}

	private static ScrapedMetrics scrape() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().meterFilter(new Histograms());
		count(registry);
		observe(registry);
		Map<String, Set<String>> keysOfSamples = new TreeMap<>();
		SAMPLE.matcher(registry.scrape()).results().forEach((sample) -> {
			Set<String> keys = keysOfSamples.computeIfAbsent(sample.group(1), (name) -> new TreeSet<>());
			KEY.matcher(Objects.requireNonNullElse(sample.group(2), ""))
				.results()
				.forEach((key) -> keys.add(key.group(1)));
		});
		return new ScrapedMetrics(keysOfSamples);
	}

	public Set<String> samples() {
		return this.keysOfSamples.keySet();
	}

	public Set<String> keys() {
		return this.keysOfSamples.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
	}

	// Gauges that have lost their objects are NaN, and are read all the same
	private static void count(PrometheusMeterRegistry registry) {
		MetricsCallbackListener listener = new MetricsCallbackListener(registry, CommandCatalog.standard(),
				ListedHandlers.of(TestHandler.of("score")));
		listener.bindTo(registry);
		listener.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), CallbackResponse.OK);
		listener.decidedLate(Mockito.mock(DecisionHandler.class), TestCallbacks.battle(), GiftDecision.allow());
		new DeliveryMetrics(new ConcurrencyLimit(1), new ConcurrencyLimit(1), () -> null).bindTo(registry);
	}

	private static void observe(PrometheusMeterRegistry registry) {
		ObservationRegistry observationRegistry = ObservationRegistry.create();
		observationRegistry.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
		CallbackObservations observations = new CallbackObservations(observationRegistry, CommandCatalog.standard(),
				ListedHandlers.of(), null, null);
		Callback battle = TestCallbacks.battle();
		observations.observe(List.of(battle),
				() -> new CallbackDispatcher(List.of(observations)).dispatch(TestHandler.of("score"), battle));
	}

	/**
	 * Return the values of an enum as values of a key.
	 * @param values the values
	 * @return their names in lower case
	 */
	public static Set<String> valuesOf(Enum<?>... values) {
		return Arrays.stream(values)
			.map((value) -> value.name().toLowerCase(Locale.ROOT))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static final class Scraped {

		private static final ScrapedMetrics METRICS = scrape();

	}

	private static final class Histograms implements MeterFilter {

		@Override
		public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
			return id.getName().endsWith(".active") ? config
					: DistributionStatisticConfig.builder().percentilesHistogram(true).build().merge(config);
		}

	}

}
