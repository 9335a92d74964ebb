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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.sql.init.DatabaseInitializationMode;
import org.springframework.util.ClassUtils;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryProperties;
import io.github.livehook.verification.VerificationMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what tools and Spring Boot read of Livehook: descriptions of properties, and
 * the lists of auto-configurations and failure analyzers.
 */
class ConfigurationMetadataTests {

	private static final JsonNode METADATA = JsonMapper.shared()
		.readTree(read("META-INF/spring-configuration-metadata.json"));

	private static final List<JavaClass> CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(Architecture.ROOT)
		.stream()
		.toList();

	@ParameterizedTest
	@MethodSource("propertiesOfFields")
	void whenFieldIsAPropertyThenMetadataDescribesIt(String property) {
		JsonNode described = METADATA.path("properties")
			.valueStream()
			.filter((candidate) -> candidate.path("name").asString().equals(property))
			.findFirst()
			.orElseThrow(() -> new AssertionError(property + " is not in the metadata"));
		assertThat(described.path("type").asString("")).isNotBlank();
		assertThat(described.path("description").asString("")).matches("(?s)\\p{Lu}.*\\S\\.");
	}

	@Test
	void whenMetadataHasAPropertyThenItIsAField() {
		// Those of the actuator endpoint are derived by Spring Boot
		assertThat(METADATA.path("properties")
			.valueStream()
			.map((property) -> property.path("name").asString())
			.filter((name) -> !name.startsWith("management.endpoint.livehook."))).isNotEmpty()
			.containsExactlyInAnyOrderElementsOf(propertiesOfFields().toList());
	}

	@Test
	void whenPropertyIsInTheMetadataThenTheDocumentDescribesItAlike() throws IOException {
		List<String> rows = Files.readAllLines(Path.of("../docs/properties.md"));
		METADATA.path("properties")
			.valueStream()
			.filter((property) -> !property.path("name").asString().startsWith("management."))
			.forEach((property) -> assertThat(rows)
				.filteredOn((row) -> row.startsWith("| `" + property.path("name").asString() + "` |"))
				.singleElement()
				.asString()
				.endsWith("| " + property.path("description").asString() + " |"));
	}

	@Test
	void whenPropertyHasADefaultThenMetadataNamesIt() {
		assertThat(METADATA.path("properties")
			.valueStream()
			.filter((property) -> property.has("defaultValue"))
			.map((property) -> property.path("name").asString() + "=" + property.path("defaultValue").asString()))
			.contains("livehook.enabled=true", "livehook.path=/webhooks/tencent-live", "livehook.verification=enforce",
					"livehook.max-clock-skew=60s", "livehook.max-body-size=256KB", "livehook.response-timeout=1s",
					"livehook.failure-status=500", "livehook.delivery.mode=memory", "livehook.deduplication.window=10m",
					"livehook.deduplication.max-entries=100000", "livehook.delivery.handler-timeout=1m",
					"livehook.delivery.retry.max-attempts=8", "livehook.delivery.retry.delay=1s",
					"livehook.delivery.retry.multiplier=3", "livehook.delivery.retry.max-delay=10m",
					"livehook.delivery.retry.jitter=0.2", "livehook.delivery.dead-letters.show-bodies=false",
					"livehook.delivery.jdbc.initialize-schema=embedded",
					"livehook.delivery.jdbc.table-prefix=livehook_", "livehook.delivery.jdbc.workers=8",
					"livehook.delivery.jdbc.polling-interval=1s", "livehook.delivery.jdbc.heartbeat-interval=3s",
					"livehook.delivery.kafka.workers=8", "livehook.delivery.kafka.window=2000",
					"livehook.delivery.kafka.max-waiting=100000", "livehook.delivery.kafka.create-topics=true",
					"livehook.delivery.kafka.partitions=12", "livehook.delivery.kafka.retention=7d");
	}

	@Test
	void whenMetadataHasAHintThenItIsOfAProperty() {
		assertThat(METADATA.path("hints").valueStream().map((hint) -> hint.path("name").asString()))
			.containsExactlyInAnyOrder("livehook.verification", "livehook.delivery.mode",
					"livehook.delivery.jdbc.initialize-schema", "livehook.failure-status")
			.allMatch(propertiesOfFields().toList()::contains);
		assertThat(METADATA.path("hints").valueStream().flatMap((hint) -> hint.path("values").valueStream()))
			.isNotEmpty()
			.allMatch((value) -> value.path("description").asString("").matches("\\p{Lu}.*\\."));
	}

	@Test
	void whenPropertyIsAnEnumThenEachValueHasAHint() {
		assertThat(hintsOf("livehook.verification")).containsExactlyElementsOf(namesOf(VerificationMode.values()));
		assertThat(hintsOf("livehook.delivery.mode"))
			.containsExactlyElementsOf(namesOf(LivehookDeliveryProperties.Mode.values()));
		assertThat(hintsOf("livehook.delivery.jdbc.initialize-schema"))
			.containsExactlyInAnyOrderElementsOf(namesOf(DatabaseInitializationMode.values()));
		assertThat(hintsOf("livehook.failure-status")).containsExactly("500", "200");
	}

	private static List<String> hintsOf(String property) {
		return METADATA.path("hints")
			.valueStream()
			.filter((hint) -> hint.path("name").asString().equals(property))
			.flatMap((hint) -> hint.path("values").valueStream())
			.map((value) -> value.path("value").asString())
			.toList();
	}

	private static List<String> namesOf(Enum<?>[] values) {
		return Stream.of(values).map((value) -> value.name().toLowerCase(Locale.ROOT)).toList();
	}

	@Test
	void whenClassIsAnAutoConfigurationThenItIsListed() {
		List<String> listed = ImportCandidates.load(AutoConfiguration.class, null)
			.getCandidates()
			.stream()
			.filter((name) -> name.startsWith(Architecture.ROOT + "."))
			.toList();
		assertThat(listed).isSortedAccordingTo(Comparator.naturalOrder())
			.allMatch((name) -> ClassUtils.isPresent(name, null))
			.containsExactlyInAnyOrderElementsOf(CLASSES.stream()
				.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void whenClassIsAFailureAnalyzerThenItIsListed() {
		assertThat(read("META-INF/spring.factories")).contains(CLASSES.stream()
			.filter((type) -> type.isAssignableTo(FailureAnalyzer.class))
			.map(JavaClass::getName)
			.toList());
	}

	@Test
	void whenConditionsAreOfClassesThenTheyAreEvaluatedWithoutLoadingTheConfiguration() {
		assertThat(read("META-INF/spring-autoconfigure-metadata.properties")).contains(CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.toList());
	}

	static Stream<String> propertiesOfFields() {
		return CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(ConfigurationProperties.class))
			.map(JavaClass::reflect)
			.flatMap((type) -> propertiesOf(type, type.getAnnotation(ConfigurationProperties.class).value() + "."));
	}

	private static Stream<String> propertiesOf(Class<?> type, String prefix) {
		return Stream.<Class<?>>iterate(type, (current) -> current != Object.class, Class::getSuperclass)
			.flatMap((current) -> Stream.of(current.getDeclaredFields()))
			.filter((field) -> !Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
			.flatMap((field) -> isGroup(field) ? propertiesOf(field.getType(), prefix + kebabCase(field) + ".")
					: Stream.of(prefix + kebabCase(field)));
	}

	private static boolean isGroup(Field field) {
		return field.getType().getEnclosingClass() == field.getDeclaringClass() && !field.getType().isEnum();
	}

	private static String kebabCase(Field field) {
		return field.getName().replaceAll("(\\p{Lu})", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String read(String resource) {
		try {
			URL classes = LivehookProperties.class.getProtectionDomain().getCodeSource().getLocation();
			String base = classes.getPath().endsWith(".jar") ? "jar:" + classes + "!/" : classes.toString();
			try (InputStream input = URI.create(base + resource).toURL().openStream()) {
				return new String(input.readAllBytes(), StandardCharsets.UTF_8);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
