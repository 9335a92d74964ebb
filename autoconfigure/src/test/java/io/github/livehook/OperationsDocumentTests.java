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

package io.github.livehook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.observation.CallbackObservationContext;
import io.github.livehook.observation.CallbackObservationConvention;
import io.github.livehook.observation.HandlerObservationContext;
import io.github.livehook.observation.HandlerObservationConvention;
import io.github.livehook.observation.ScrapedMetrics;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tables of docs/operations.md.
 */
class OperationsDocumentTests {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	@ParameterizedTest
	@MethodSource("metrics")
	void whenMetricHasARowThenPrometheusHasItByThatNameAndWithTheseKeys(Metric metric) {
		assertThat(metric.prometheus()).startsWith(metric.name().replace('.', '_'));
		Map<String, Set<String>> keys = ScrapedMetrics.read().keysOfSamples();
		if (metric.type().endsWith("timer")) {
			for (String suffix : List.of("_count", "_sum", "_max")) {
				assertThat(keys.get(metric.prometheus() + suffix)).containsExactlyInAnyOrderElementsOf(metric.keys());
			}
		}
		else {
			assertThat(metric.prometheus().endsWith("_total")).isEqualTo(metric.type().equals("counter"));
			assertThat(keys.get(metric.prometheus())).containsExactlyInAnyOrderElementsOf(metric.keys());
		}
	}

	@Test
	void whenPrometheusReadsASampleThenItIsOfARow() {
		Set<String> documented = new TreeSet<>();
		for (Metric metric : metrics()) {
			documented.add(metric.prometheus());
			if (metric.type().endsWith("timer")) {
				List.of("_count", "_sum", "_max").forEach((suffix) -> documented.add(metric.prometheus() + suffix));
			}
			if (metric.type().equals("timer")) {
				documented.add(metric.prometheus() + "_bucket");
			}
		}
		assertThat(documented).containsAll(ScrapedMetrics.read().samples());
	}

	@Test
	void whenKeyIsUsedThenItHasARow() {
		Set<String> keys = ScrapedMetrics.read().keys();
		keys.remove("le");
		CallbackMetadata battle = TestCallbacks.metadata(BattleStarted.COMMAND);
		new CallbackObservationConvention() {
		}.getHighCardinalityKeyValues(new CallbackObservationContext(battle, battle.command()))
			.forEach((key) -> keys.add(key.getKey()));
		new HandlerObservationConvention() {
		}.getHighCardinalityKeyValues(new HandlerObservationContext(TestHandler.of("score"), battle, battle.command()))
			.forEach((key) -> keys.add(key.getKey()));
		assertThat(rows("### Keys").map((cells) -> codes(cells.get(1)).get(0))).doesNotHaveDuplicates()
			.containsExactlyInAnyOrderElementsOf(keys);
	}

	@Test
	void whenKeyIsOnSpansOnlyThenItsRowSaysSo() {
		Set<String> ofMetrics = new TreeSet<>();
		metrics().forEach((metric) -> ofMetrics.addAll(metric.keys()));
		assertThat(rows("### Keys").filter((cells) -> !cells.get(2).equals("spans"))
			.map((cells) -> codes(cells.get(1)).get(0))).containsExactlyInAnyOrderElementsOf(ofMetrics);
	}

	@Test
	void whenKeyHasFixedValuesThenItsRowHasThem() {
		Set<String> outcomes = new TreeSet<>(Set.of("succeeded", "failed", "unreadable", "unknown"));
		outcomes.addAll(ScrapedMetrics.valuesOf(DeliveryResult.Status.values()));
		outcomes.addAll(ScrapedMetrics.valuesOf(DecisionResult.Status.values()));
		assertThat(new TreeSet<>(values("outcome"))).isEqualTo(outcomes);
		Set<String> reasons = ScrapedMetrics.valuesOf(VerificationFailure.Reason.values());
		reasons.addAll(ScrapedMetrics.valuesOf(InvalidRequest.values()));
		assertThat(values("reason")).containsExactlyInAnyOrderElementsOf(reasons);
		assertThat(values("end"))
			.containsExactlyInAnyOrderElementsOf(ScrapedMetrics.valuesOf(AttemptVerdict.End.values()));
		assertThat(values("kind")).containsExactly("event", "decision");
	}

	private static List<String> values(String key) {
		return rows("### Keys").filter((cells) -> cells.get(1).equals("`" + key + "`"))
			.map((cells) -> codes(cells.get(3)))
			.findFirst()
			.orElseThrow();
	}

	static List<Metric> metrics() {
		return rows("## Metrics").map(Metric::of).toList();
	}

	private static List<String> codes(String cell) {
		return CODE.matcher(cell).results().map((result) -> result.group(1)).toList();
	}

	// The rows of the table below a heading
	private static Stream<List<String>> rows(String heading) {
		try {
			return Files.readAllLines(Path.of("../docs/operations.md"))
				.stream()
				.dropWhile((line) -> !line.equals(heading))
				.dropWhile((line) -> !line.startsWith("|---"))
				.skip(1)
				.takeWhile((line) -> line.startsWith("|"))
				.map((line) -> Arrays.stream(line.split("\\|")).map(String::strip).toList());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A row of the table of metrics.
	 *
	 * @param name the name
	 * @param type the type
	 * @param prometheus the name in Prometheus
	 * @param keys the keys
	 */
	record Metric(String name, String type, String prometheus, List<String> keys) {

		private static Metric of(List<String> cells) {
			assertThat(cells).as(cells.toString()).hasSize(6);
			assertThat(cells.get(5)).as("meaning of %s", cells.get(1)).isNotEmpty();
			return new Metric(codes(cells.get(1)).get(0), cells.get(2), codes(cells.get(3)).get(0),
					codes(cells.get(4)));
		}

	}

}
