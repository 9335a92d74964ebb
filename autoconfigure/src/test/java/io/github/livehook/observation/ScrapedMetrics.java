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

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.delivery.ConcurrencyLimit;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * Everything that Prometheus reads of Livehook, with histograms.
 *
 * @param samples the names of the samples
 * @param keys the keys of the samples
 */
public record ScrapedMetrics(Set<String> samples, Set<String> keys) {

	private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? ");

	private static final Pattern KEY = Pattern.compile("(\\w+)=\"");

	/**
	 * Have each meter measure something, and read it.
	 * @return what was read
	 */
	public static ScrapedMetrics read() {
		return Scraped.METRICS;
	}

	private static ScrapedMetrics scrape() {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config().meterFilter(new Histograms());
		count(registry);
		observe(registry);
		List<MatchResult> samples = SAMPLE.matcher(registry.scrape()).results().toList();
		return new ScrapedMetrics(
				samples.stream().map((sample) -> sample.group(1)).collect(Collectors.toCollection(TreeSet::new)),
				samples.stream()
					.flatMap((sample) -> (sample.group(2) != null) ? KEY.matcher(sample.group(2)).results()
							: Stream.empty())
					.map((key) -> key.group(1))
					.collect(Collectors.toCollection(TreeSet::new)));
	}

	// What is gone with its application is not a number, and is read all the same
	private static void count(PrometheusMeterRegistry registry) {
		MeteredCallbacks metered = new MeteredCallbacks(registry, ListedHandlers.commandsOf(),
				CommandCatalog.standard());
		metered.bindTo(registry);
		metered.refused(new InboundRequest(Instant.EPOCH, null, null, (name) -> null),
				new VerificationFailure(VerificationFailure.Reason.OTHER, ""));
		metered.delivered(TestCallbacks.metadata(BattleStarted.COMMAND),
				DeliveryResult.of(DeliveryResult.Status.DUPLICATE), CallbackResponse.OK);
		metered.decidedLate(TestCallbacks.metadata(BattleStarted.COMMAND), GiftDecision.allow());
		new PermitMetrics(new ConcurrencyLimit(1), new ConcurrencyLimit(1)).bindTo(registry);
		DurableContexts.measured(registry).withBean(Battles.class).run((context) -> {
			context.getBean(DeliveryMetrics.class).bindTo(registry);
			context.getBean(MeteredAttempts.class).bindTo(registry);
		});
	}

	private static void observe(PrometheusMeterRegistry registry) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(registry));
		ObservedCallbacks observed = new ObservedCallbacks(observations, ListedHandlers.commandsOf(), null);
		Callback battle = TestCallbacks.battle();
		observed.observe(List.of(battle.metadata()),
				() -> new CallbackDispatcher(
						List.of(new ObservedHandlerCalls(observations, ListedHandlers.commandsOf(), observed, null)),
						List.of())
					.dispatch(TestHandler.of("score"), battle));
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
