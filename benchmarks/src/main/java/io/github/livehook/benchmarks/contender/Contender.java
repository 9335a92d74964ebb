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

package io.github.livehook.benchmarks.contender;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.github.livehook.benchmarks.callback.App;

/**
 * What is compared.
 */
public enum Contender {

	/**
	 * The application without anything that receives callbacks, for its start-up time.
	 */
	EMPTY("a web application that receives no callbacks", EmptyApplication.class, Set.of()),

	/**
	 * The limit of what any receiver in this server can do.
	 */
	CONSTANT("a servlet that reads the body and answers a constant", ConstantApplication.class, Set.of()),

	/**
	 * What a user would write without Livehook.
	 */
	CONTROLLER("a hand-written controller: app, Sign, time, JSON into a record", ControllerApplication.class, Set.of()),

	/**
	 * The same where repeats are recognised.
	 */
	CONTROLLER_REPEATS("the same controller with repeats recognised", ControllerApplication.class, Set.of(),
			"controller.repeats=true"),

	/**
	 * Livehook as it comes.
	 */
	LIVEHOOK("Livehook in memory, default settings", LivehookApplication.class, Set.of(Feature.LIVEHOOK),
			Properties.LIVEHOOK),

	/**
	 * Livehook with what a production service adds.
	 */
	LIVEHOOK_FULL("the same with metrics, traces and Spring Security", LivehookApplication.class,
			Set.of(Feature.LIVEHOOK, Feature.MONITORING, Feature.SECURITY), Properties.LIVEHOOK,
			List.of("management.endpoints.web.exposure.include=health,prometheus,livehook",
					"management.metrics.distribution.percentiles-histogram.livehook=true",
					"spring.security.user.password=for-measuring-only")),

	/**
	 * The limit of what keeps each callback in a database.
	 */
	INSERT("a servlet that inserts the body in one transaction", InsertApplication.class, Set.of(Feature.DATABASE)),

	/**
	 * Livehook as it comes, on a database.
	 */
	LIVEHOOK_JDBC("Livehook on PostgreSQL, default settings", LivehookJdbcApplication.class,
			Set.of(Feature.LIVEHOOK, Feature.DATABASE), Properties.LIVEHOOK, Properties.JDBC),

	/**
	 * The same twice.
	 */
	LIVEHOOK_JDBC_TWO_NODES("two of them on one PostgreSQL, half of the connections each",
			LivehookJdbcApplication.class, Set.of(Feature.LIVEHOOK, Feature.DATABASE), Properties.LIVEHOOK,
			Properties.JDBC),

	/**
	 * The same without a server.
	 */
	LIVEHOOK_H2("Livehook on H2 in a file, default settings", LivehookJdbcApplication.class,
			Set.of(Feature.LIVEHOOK, Feature.DATABASE), Properties.LIVEHOOK, Properties.JDBC);

	private final String description;

	private final Class<?> mainClass;

	private final Set<Feature> features;

	private final List<String> properties;

	Contender(String description, Class<?> mainClass, Set<Feature> features, String... properties) {
		this(description, mainClass, features, List.of(properties));
	}

	Contender(String description, Class<?> mainClass, Set<Feature> features, List<String> properties) {
		this(description, mainClass, features, properties, List.of());
	}

	Contender(String description, Class<?> mainClass, Set<Feature> features, List<String> properties,
			List<String> more) {
		this.description = description;
		this.mainClass = mainClass;
		this.features = features;
		this.properties = Stream.concat(properties.stream(), more.stream()).toList();
	}

	/**
	 * Return what the contender is.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Return the class to run.
	 * @return the application
	 */
	public Class<?> mainClass() {
		return this.mainClass;
	}

	/**
	 * Return what the contender has on its class path.
	 * @return the features
	 */
	public Set<Feature> features() {
		return this.features;
	}

	/**
	 * Return the properties of the application.
	 * @return the properties, as {@code name=value}
	 */
	public List<String> properties() {
		return this.properties;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Properties that several contenders have.
	 */
	private static final class Properties {

		private static final List<String> LIVEHOOK = List.of("livehook.sdk-app-id=" + App.ID,
				"livehook.token=" + App.TOKEN);

		private static final List<String> JDBC = List.of("livehook.delivery.mode=jdbc",
				"livehook.delivery.jdbc.initialize-schema=always");

	}

}
