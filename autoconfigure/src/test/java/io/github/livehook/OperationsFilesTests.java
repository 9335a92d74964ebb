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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.observation.ScrapedMetrics;
import io.github.livehook.verification.VerificationFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the dashboard and the alert rules in docs/operations.
 */
class OperationsFilesTests {

	private static final Path DIRECTORY = Path.of("../docs/operations");

	private static final Pattern METRIC = Pattern.compile("\\blivehook_\\w+");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

	private static final ScrapedMetrics METRICS = ScrapedMetrics.read();

	@ParameterizedTest
	@MethodSource("expressions")
	void whenExpressionNamesMetricsThenTheyExist(String expression) {
		assertThat(METRIC.matcher(expression).results().map(MatchResult::group).toList()).isNotEmpty()
			.allSatisfy((metric) -> assertThat(METRICS.samples()).contains(metric));
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void whenExpressionNamesKeysThenTheyExist(String expression) {
		Set<String> keys = new TreeSet<>(METRICS.keys());
		keys.addAll(Set.of("job", "le"));
		Stream<String> matched = MATCHER.matcher(expression).results().map((matcher) -> matcher.group(1));
		Stream<String> grouped = GROUPING.matcher(expression)
			.results()
			.flatMap((grouping) -> Arrays.stream(grouping.group(1).split(",\\s*")));
		assertThat(Stream.concat(matched, grouped)).allSatisfy((key) -> assertThat(keys).contains(key));
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void whenExpressionMatchesValuesThenEachIsOneThatExists(String expression) {
		Map<String, Set<String>> known = Map.of("outcome", outcomes(), "reason", reasons(), "command", commands(),
				"end", ScrapedMetrics.valuesOf(AttemptVerdict.End.values()));
		MATCHER.matcher(expression)
			.results()
			.filter((matcher) -> known.containsKey(matcher.group(1)))
			.forEach((matcher) -> {
				for (String value : matcher.group(3).split("\\|")) {
					assertThat(known.get(matcher.group(1))).as(matcher.group())
						.anyMatch((candidate) -> candidate.matches(value));
				}
			});
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void whenExpressionHasBracketsThenTheyMatch(String expression) {
		for (String brackets : List.of("()", "[]", "{}")) {
			assertThat(expression.chars().filter((c) -> c == brackets.charAt(0)).count())
				.isEqualTo(expression.chars().filter((c) -> c == brackets.charAt(1)).count());
		}
	}

	@Test
	void whenMetricIsMeasuredThenTheDashboardShowsIt() {
		String dashboard = read("grafana-dashboard.json");
		Set<String> families = METRICS.samples()
			.stream()
			.map((sample) -> sample.replaceFirst("(?<=_seconds)_(count|sum|max|bucket)$", ""))
			.filter((family) -> !family.equals("livehook_callback_active_seconds"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(families).isNotEmpty().allSatisfy((family) -> assertThat(dashboard).contains(family));
	}

	@ParameterizedTest
	@MethodSource("panels")
	void whenPanelIsShownThenItSaysWhatAndInWhichUnit(JsonNode panel) {
		assertThat(panel.path("title").asString()).isNotBlank();
		if (!panel.path("type").asString().equals("row")) {
			assertThat(panel.path("description").asString()).endsWith(".");
			assertThat(panel.path("fieldConfig").path("defaults").path("unit").asString()).isIn("reqps", "s", "short",
					"percentunit");
			assertThat(panel.path("targets")).isNotEmpty();
			assertThat(panel.path("datasource").path("uid").asString()).isEqualTo("${datasource}");
			panel.path("targets")
				.forEach((target) -> assertThat(target.path("expr").asString()).contains("job=~\"$job\""));
		}
	}

	@Test
	void whenPanelsAreLaidOutThenNoneOverlaps() {
		Set<String> cells = new TreeSet<>();
		for (JsonNode panel : panels().toList()) {
			JsonNode place = panel.path("gridPos");
			assertThat(place.path("x").intValue() + place.path("w").intValue()).isLessThanOrEqualTo(24);
			for (int x = 0; x < place.path("w").intValue(); x++) {
				for (int y = 0; y < place.path("h").intValue(); y++) {
					String cell = (place.path("x").intValue() + x) + "," + (place.path("y").intValue() + y);
					assertThat(cells.add(cell)).as("%s at %s", panel.path("title"), cell).isTrue();
				}
			}
		}
		assertThat(panels().map((panel) -> panel.path("id").intValue())).doesNotHaveDuplicates();
		assertThat(panels().map((panel) -> panel.path("title").asString())).doesNotHaveDuplicates();
	}

	@Test
	void whenDashboardIsImportedThenDataSourceIsChosen() {
		JsonNode variables = dashboard().path("templating").path("list");
		assertThat(variables.valueStream().map((variable) -> variable.path("name").asString()))
			.containsExactly("datasource", "job");
		assertThat(variables.get(0).path("query").asString()).isEqualTo("prometheus");
	}

	@Test
	void whenAlertWakesSomebodyThenDocumentSaysWhatToDo() throws IOException {
		List<String> headings = Files.readAllLines(Path.of("../docs/operations.md"))
			.stream()
			.filter((line) -> line.startsWith("### "))
			.map((line) -> line.substring(4).toLowerCase(Locale.ROOT).replace(' ', '-'))
			.toList();
		String document = Files.readString(Path.of("../docs/operations.md"));
		assertThat(alerts()).hasSize(11).allSatisfy((alert) -> {
			assertThat(document).contains("`" + alert.path("alert").asString() + "`");
			assertThat(alert.path("labels").path("severity").asString()).isEqualTo("critical");
			assertThat(alert.path("annotations").path("summary").asString()).isNotBlank();
			String runbook = alert.path("annotations").path("runbook").asString();
			assertThat(runbook).startsWith("docs/operations.md#");
			assertThat(headings).contains(runbook.replaceFirst(".*#", ""));
		});
	}

	static Stream<String> expressions() {
		Stream<String> ofPanels = panels().flatMap((panel) -> panel.path("targets").valueStream())
			.map((target) -> target.path("expr").asString());
		return Stream.concat(ofPanels, alerts().map((alert) -> alert.path("expr").asString()));
	}

	static Stream<JsonNode> panels() {
		return dashboard().path("panels").valueStream();
	}

	private static JsonNode dashboard() {
		return JsonMapper.shared().readTree(read("grafana-dashboard.json"));
	}

	private static Stream<JsonNode> alerts() {
		Object file = new Yaml(new SafeConstructor(new LoaderOptions())).load(read("alerts.yml"));
		JsonNode groups = JsonMapper.shared().valueToTree(file).path("groups");
		return groups.valueStream().flatMap((group) -> group.path("rules").valueStream());
	}

	private static Set<String> outcomes() {
		Set<String> outcomes = new TreeSet<>(Set.of("succeeded", "failed", "unreadable"));
		outcomes.addAll(ScrapedMetrics.valuesOf(DeliveryResult.Status.values()));
		outcomes.addAll(ScrapedMetrics.valuesOf(DecisionResult.Status.values()));
		return outcomes;
	}

	private static Set<String> reasons() {
		Set<String> reasons = ScrapedMetrics.valuesOf(VerificationFailure.Reason.values());
		reasons.addAll(ScrapedMetrics.valuesOf(InvalidRequest.values()));
		return reasons;
	}

	private static Set<String> commands() {
		return CommandCatalog.standard()
			.commands()
			.stream()
			.map(CallbackCommand::name)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String read(String file) {
		try {
			return Files.readString(DIRECTORY.resolve(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
