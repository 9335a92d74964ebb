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

package io.github.livehook.autoconfigure.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WrittenProperties}.
 */
class WrittenPropertiesTests {

	private static final String CHANGED = "YAML reads what is not in quotes as a number or the like, and not as the "
			+ "text that is written: ";

	private static final String ACTION = "Put the value in quotes there.";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class));

	@TempDir
	private Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "0123456", "12e4567", "on", "off", "yes", "No", "true", "1e3", "1.0", "1.5", "1_000",
			"0x1F", "0b11", "12:30", "190:20:30", "+15", "-15", ".inf", "-.inf", ".nan", "!!int \"15\"",
			"!!binary aGVsbG8=", "!!timestamp 2026-11-30", "&anchor 123456" })
	void whenYamlChangesATokenThenFailureNamesFileAndLine(String token) {
		Path file = write("livehook:\n  sdk-app-id: 1400000000\n  token: " + token + "\n");
		onFile(file).run(LivehookContexts.failure(CHANGED + "livehook.token in file [" + file + "] - 3:10", ACTION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0400000000", "1_400_000_000", "1.4e9", "0x53724E00", "+1400000000" })
	void whenYamlChangesAnAppIdThenFailureNamesFileAndLine(String id) {
		Path file = write("livehook:\n  apps:\n    one:\n      sdk-app-id: " + id + "\n      token: 'secret'\n");
		onFile(file).run(LivehookContexts
			.failure(CHANGED + "livehook.apps.one.sdk-app-id in file [" + file + "] - 4:19", ACTION));
	}

	@Test
	void whenSeveralValuesAreChangedThenAllAreNamed() {
		Path file = write("""
				livehook:
				  sdk-app-id: 1400000000
				  tokens: [ 'right', 0123456, 7654321,
				    on ]
				  apps:
				    eu-west:
				      sdk-app-id: 1400000001
				      tokens: 0777777
				""");
		onFile(file).run(LivehookContexts.failure(CHANGED
				+ "livehook.tokens[1] in file [%s] - 3:22, livehook.tokens[3] in file [%s] - 4:5, livehook.apps.eu-west.tokens in file [%s] - 8:15"
					.formatted(file, file, file),
				ACTION));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			123456                | 123456
			123456 # the new one  | 123456
			9223372036854775808   | 9223372036854775808
			'0123456'             | 0123456
			"0123456"             | 0123456
			!!str 0123456         | 0123456
			2026-11-30            | 2026-11-30
			12e45x                | 12e45x
			0x1G                  | 0x1G
			onion                 | onion
			""", quoteCharacter = '`')
	void whenYamlLeavesATokenAsItIsThenItIsAccepted(String written, String token) {
		assertToken("livehook:\n  sdk-app-id: 1400000000\n  token: " + written + "\n", token);
		assertToken("livehook:\r\n  sdk-app-id: 1400000000\r\n  token: " + written + "\r\n", token);
		assertToken("\ufefflivehook.token: " + written + "\n---\nlivehook.sdk-app-id: 1400000000", token);
		assertToken("livehook:\n  sdk-app-id: 1400000000\n  tokens:\n  - " + written, token);
	}

	@Test
	void whenDigitsAreInAFlowThenTheyAreAccepted() {
		assertToken("livehook: {sdk-app-id: 1400000000, tokens: [123456]}", "123456");
		assertToken("{ livehook: { token: 123456, sdk-app-id: 1400000000} }", "123456");
	}

	private void assertToken(String yaml, String token) {
		onFile(write(yaml)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp("1400000000", List.of(token)));
		});
	}

	@Test
	void whenChangedTokenIsOverriddenThenItDoesNotMatter() {
		onFile(write("livehook:\n  sdk-app-id: 1400000000\n  token: 0123456\n  tokens:\n  - 0777777"))
			.withPropertyValues("livehook.token=secret", "livehook.tokens=")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "${my.token}", "${MY_TOKEN:${my.token}}", "prefix-${my.token}", "${my.other}",
			"${my.${my.name}}" })
	void whenPlaceholderStandsForAChangedValueThenFailureNamesItsLine(String token) {
		Path file = write("""
				my:
				  name: token
				  token: 0123456
				  other: "${my.token}"
				livehook:
				  sdk-app-id: 1400000000
				  token: "%s"
				""".formatted(token));
		onFile(file).run(LivehookContexts.failure(CHANGED + "my.token in file [" + file + "] - 3:10", ACTION));
	}

	@Test
	void whenPlaceholderHasADefaultThenThatIsText() {
		assertToken("livehook:\n  sdk-app-id: 1400000000\n  token: ${NO_SUCH_TOKEN:0123456}", "0123456");
	}

	@Test
	void whenNumberIsNotOfAFileThenItIsAccepted() {
		Map<String, Object> vault = Map.of("livehook.sdk-app-id", 1400000000L, "livehook.token", 42798);
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("vault", vault)))
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp("1400000000", List.of("42798"))));
	}

	@Test
	void whenApplicationConvertsValuesThenTheyAreAccepted() {
		Map<String, Object> values = Map.of("livehook.sdk-app-id", "1400000000", "livehook.token",
				new Sealed("secret"));
		this.contextRunner.withBean(SealedConverter.class)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("sealed", values)))
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp("1400000000", List.of("secret"))));
	}

	@Test
	void whenTokenIsInAFileOfItsOwnThenItIsText() throws IOException {
		Files.writeString(this.folder.resolve("livehook.token"), "0123456\n");
		Files.writeString(this.folder.resolve("livehook.sdk-app-id"), "1400000000\n");
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new ConfigTreePropertySource("secrets", this.folder)))
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp("1400000000", List.of("0123456"))));
	}

	@Test
	void whenFileCannotBeReadAgainThenFailure() throws IOException {
		Path file = write("livehook:\n  sdk-app-id: 1400000000\n  token: 'secret'\n");
		WebApplicationContextRunner runner = onFile(file);
		Files.delete(file);
		runner.run(LivehookContexts.failure(CHANGED + "livehook.sdk-app-id in file [" + file + "] - 2:15", ACTION));
	}

	private Path write(String yaml) {
		try {
			return Files.writeString(this.folder.resolve("application.yml"), yaml, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private WebApplicationContextRunner onFile(Path file) {
		List<PropertySource<?>> sources = load(file);
		return this.contextRunner.withInitializer((context) -> sources
			.forEach((source) -> context.getEnvironment().getPropertySources().addLast(source)));
	}

	private static List<PropertySource<?>> load(Path file) {
		try {
			return new YamlPropertySourceLoader().load("yaml", new FileSystemResource(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	record Sealed(String text) {

	}

	@ConfigurationPropertiesBinding
	static class SealedConverter implements Converter<Sealed, String> {

		@Override
		public String convert(Sealed source) {
			return source.text();
		}

	}

}
