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

package io.github.livehook.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what is to be read when an application does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTests {

	private static final String BANNER = "APPLICATION FAILED TO START";

	private static final String SECRET = "s3cr3t-t0k3n";

	@Test
	void whenAppIdIsMissingThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(Application.class, "livehook.token=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "livehook.sdk-app-id is not set, so no callback could be accepted",
					"Action:", "livehook:", "  sdk-app-id: 1400000000", "  token: \"${LIVEHOOK_TOKEN}\"",
					"Or set livehook.enabled=false to run without the webhook endpoint.")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenTokenIsNotResolvedThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(Application.class, "livehook.sdk-app-id=1400000000", "livehook.token=${NO_SUCH_VARIABLE}",
				"livehook.tokens=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "livehook.token holds a placeholder that was not resolved", "Action:",
					"Set the environment variable")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenYamlChangesTokenThenFailureNamesFileAndLineAndNotTheToken(@TempDir Path folder, CapturedOutput output)
			throws IOException {
		Path file = Files.writeString(folder.resolve("application.yml"), """
				livehook:
				  sdk-app-id: 1400000000
				  token: 0123456
				""");
		start(Application.class, "spring.config.location=file:" + file);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "YAML reads what is not in quotes",
					"livehook.token in URL [file:" + file + "] - 3:10", "Action:", "Put the value in quotes there.")
			.doesNotContain("0123456", "42798", "\tat ");
	}

	@Test
	void whenAddressIsWrongThenFailureNamesPropertyAndValue(CapturedOutput output) {
		start(Application.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET,
				"livehook.allowed-addresses=203.0.113.0/24,300.0.0.1");
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "Failed to bind properties under 'livehook.allowed-addresses'",
					"Value: \"203.0.113.0/24,300.0.0.1\"",
					"'300.0.0.1' is not an IP address or a range of them, such as 203.0.113.0/24 or 2001:db8::/32",
					"Action:")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenTokenIsInThePlaceOfTheAppIdThenItIsNotShown(CapturedOutput output) {
		start(Application.class, "livehook.sdk-app-id=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "livehook.sdk-app-id holds something that is not an SDKAppID",
					"Action:", "Set it to the number")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenValueIsWrongThenFailureShowsWhereItIsSet(CapturedOutput output) {
		start(Application.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET,
				"livehook.response-timeout=5s");
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:",
					"Invalid value '5s' for configuration property 'livehook.response-timeout' (originating from '"
							+ "\"livehook.response-timeout\" from property source \"commandLineArgs\"')",
					"Must be more than 0 and less than the 2 seconds that Tencent waits, such as 1s.", "Action:")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenPathIsMappedThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(Conflicting.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "POST /webhooks/tencent-live is mapped by the application itself",
					"#post()", "Action:", "Remove that mapping, or set livehook.path to another path")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenHandlerCannotWorkThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(PrivateHandler.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:",
					"Battles.started() of bean 'battles' cannot handle callbacks: " + "it is private", "Action:",
					"Make it package-private or more visible.")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenTwoMethodsDecideThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(TwoDecisionHandlers.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET);
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:", "Wallet.check() of bean 'first' and ",
					"Wallet.check() of bean 'second' both decide on Live.CallbackBeforeSendGift", "Action:",
					"Remove one of them: a before-callback has one response.")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenDecisionConcurrencyIsWrongThenDescriptionAndActionAreShown(CapturedOutput output) {
		start(Application.class, "livehook.sdk-app-id=1400000000", "livehook.token=" + SECRET,
				"livehook.decision.max-concurrency=100");
		assertThat(output).containsOnlyOnce(BANNER)
			.containsSubsequence("Description:",
					"Invalid value '100' for configuration property 'livehook.decision.max-concurrency'",
					"Must be, together with livehook.delivery.max-concurrency, 100, below the number of threads that "
							+ "the web server has for requests, 200 (server.tomcat.threads.max)",
					"Action:")
			.doesNotContain(SECRET, "\tat ");
	}

	@Test
	void whenApplicationIsNotForTheWebThenItStartsWithoutProperties(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run("--spring.main.banner-mode=off").close();
		assertThat(output).doesNotContain(BANNER);
	}

	private static void start(Class<?> application, String... properties) {
		List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off",
				"--spring.autoconfigure.exclude=" + JettyServletWebServerAutoConfiguration.class.getName()));
		Stream.of(properties).map((property) -> "--" + property).forEach(arguments::add);
		assertThatException()
			.isThrownBy(() -> SpringApplication.run(application, arguments.toArray(String[]::new)).close());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@RestController
	@EnableAutoConfiguration
	static class Conflicting {

		@PostMapping("/webhooks/tencent-live")
		String post() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PrivateHandler {

		@Bean
		Battles battles() {
			return new Battles();
		}

	}

	static class Battles {

		@OnBattleStart
		private void started() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TwoDecisionHandlers {

		@Bean
		Wallet first() {
			return new Wallet();
		}

		@Bean
		Wallet second() {
			return new Wallet();
		}

	}

	static class Wallet {

		@BeforeGiftSend
		GiftDecision check() {
			return GiftDecision.allow();
		}

	}

}
