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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the properties that name apps and their tokens, right and wrong.
 */
@ExtendWith(OutputCaptureExtension.class)
class LivehookAppPropertiesTests {

	private static final String SET_APP_ID = """
			Add to your application.yml, with the SDKAppID of your app from Tencent's console:

			livehook:
			  sdk-app-id: 1400000000
			  token: "${LIVEHOOK_TOKEN}"

			Or set livehook.enabled=false to run without the webhook endpoint.""";

	private static final String CORRECT_APP_ID = "Set it to the number that Tencent's console shows as the SDKAppID "
			+ "of your app, such as 1400000000. A placeholder that is still there is a variable that is not set.";

	private static final String CORRECT_TOKEN = "Set the environment variable or property that the placeholder names, "
			+ "or remove the line if the app has no such token.";

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LivehookVerificationAutoConfiguration.class));

	@Test
	void whenAppIdIsMissingThenFailureHoldsLinesToCopy() {
		String description = "livehook.sdk-app-id is not set, so no callback could be accepted";
		this.contextRunner.run(LivehookContexts.failure(description, SET_APP_ID));
		this.contextRunner.withPropertyValues("livehook.token=secret")
			.run(LivehookContexts.failure(description, SET_APP_ID));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "${LIVEHOOK_APP_ID}", "live-app", "14000000000000000000000" })
	void whenAppIdIsNotOneThenFailure(String appId) {
		Map<String, Object> properties = Map.of("livehook.sdk-app-id", appId, "livehook.token", "secret");
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("exact", properties)))
			.run(LivehookContexts.failure("livehook.sdk-app-id holds something that is not an SDKAppID",
					CORRECT_APP_ID));
	}

	@Test
	void whenAppIdHasBlanksAroundItThenTheyAreLeftOut() {
		assertApps(new String[] { "livehook.sdk-app-id= 1400000000 ", "livehook.token=secret" },
				new LivehookApp("1400000000", List.of("secret")));
	}

	@Test
	void whenTokenIsMissingThenFailureHoldsLinesToCopy() {
		this.contextRunner.withPropertyValues("livehook.sdk-app-id=1400000000")
			.run(LivehookContexts.failure("livehook.token is not set, so no request could be verified", """
					Set the authentication token that Tencent's console or its REST API shows for this app:

					livehook.token=${LIVEHOOK_TOKEN}

					If authentication is not switched on there yet, accept and report for the time being:

					livehook.verification=report"""));
	}

	@Test
	void whenTokenOfNamedAppIsMissingThenFailureNamesIt() {
		this.contextRunner
			.withPropertyValues("livehook.apps.one.sdk-app-id=1400000001", "livehook.apps.one.token=secret",
					"livehook.apps.two.sdk-app-id=1400000002")
			.run(LivehookContexts.failure("livehook.apps.two.token is not set, so no request could be verified", """
					Set the authentication token that Tencent's console or its REST API shows for this app:

					livehook.apps.two.token=${LIVEHOOK_TOKEN}

					If authentication is not switched on there yet, accept and report for the time being:

					livehook.verification=report"""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "report", "off" })
	void whenVerificationIsNotEnforcedThenTokenMayBeMissing(String verification) {
		assertApps(new String[] { "livehook.sdk-app-id=1400000000", "livehook.verification=" + verification },
				new LivehookApp("1400000000", List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "enforce", "report", "off" })
	void whenTokenIsUnresolvedPlaceholderThenFailureInEveryMode(String verification) {
		this.contextRunner
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.token=${LIVEHOOK_TOKEN}",
					"livehook.verification=" + verification)
			.run(LivehookContexts.failure(
					"livehook.token holds a placeholder that was not resolved, a token that everybody can guess",
					CORRECT_TOKEN));
	}

	@ParameterizedTest
	@ValueSource(strings = { "enforce", "report", "off" })
	void whenTokenIsBlankThenFailureInEveryMode(String verification) {
		this.contextRunner
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.token=",
					"livehook.verification=" + verification)
			.run(LivehookContexts.failure("livehook.token is blank", CORRECT_TOKEN));
	}

	@Test
	void whenOneOfSeveralTokensIsBlankThenFailureNamesIt() {
		this.contextRunner
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.tokens[0]=old", "livehook.tokens[1]=")
			.run(LivehookContexts.failure("livehook.tokens[1] is blank", CORRECT_TOKEN));
	}

	@Test
	void whenListOfTokensEndsInACommaThenFailureNamesTheBlankOne() {
		this.contextRunner.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.tokens=old,")
			.run(LivehookContexts.failure("livehook.tokens[1] is blank", CORRECT_TOKEN));
	}

	@Test
	void whenTokenOfNamedAppIsUnresolvedThenFailureNamesIt() {
		this.contextRunner
			.withPropertyValues("livehook.apps.one.sdk-app-id=1400000001", "livehook.apps.one.tokens=a,${B}")
			.run(LivehookContexts.failure("livehook.apps.one.tokens[1] holds a placeholder that was not resolved, "
					+ "a token that everybody can guess", CORRECT_TOKEN));
	}

	@Test
	void whenTokenAndTokensAreSetThenAllAreValid() {
		assertApps(
				new String[] { "livehook.sdk-app-id=1400000000", "livehook.token=new",
						"livehook.tokens=old,older,new" },
				new LivehookApp("1400000000", List.of("new", "old", "older")));
	}

	@Test
	void whenSeveralAppsAreNamedThenAllAreAcceptedInTheirOrder() {
		assertApps(
				new String[] { "livehook.sdk-app-id=1400000000", "livehook.token=zero",
						"livehook.apps.one.sdk-app-id=1400000002", "livehook.apps.one.token=first",
						"livehook.apps.two.sdk-app-id=1400000001", "livehook.apps.two.tokens=second,third",
						"livehook.apps.alpha.sdk-app-id=1400000003", "livehook.apps.alpha.token=fourth" },
				new LivehookApp("1400000000", List.of("zero")), new LivehookApp("1400000002", List.of("first")),
				new LivehookApp("1400000001", List.of("second", "third")),
				new LivehookApp("1400000003", List.of("fourth")));
	}

	@Test
	void whenOnlyNamedAppsAreSetThenNoOtherIsNeeded() {
		assertApps(new String[] { "livehook.apps.one.sdk-app-id=1400000001", "livehook.apps.one.token=first" },
				new LivehookApp("1400000001", List.of("first")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "LIVEHOOK_APPS_EUWEST_TOKEN", "LIVEHOOK_APPS_EUWEST_TOKENS", "LIVEHOOK_APPS_EUWEST_TOKENS_0" })
	void whenAppIdOfNamedAppIsMissingThenFailureNamesWhatIsThereOfTheApp(String variable) {
		this.contextRunner.withInitializer(environment(Map.of(variable, "first")))
			.withPropertyValues("livehook.apps.[eu.west].sdk-app-id=1400000001", "livehook.apps.[eu.west].token=second")
			.run(LivehookContexts.failure(
					"livehook.apps.euwest.sdk-app-id is not set, but other properties of the app are: "
							+ "\"%s\" from property source \"systemEnvironment\"".formatted(variable),
					"""
							Set it as well, or correct the name of the app. In an environment variable the name has no \
							dashes: LIVEHOOK_APPS_EUWEST_TOKEN is the token of livehook.apps.eu-west."""));
	}

	@Test
	void whenAppIsNamedTwiceThenFailureNamesBoth() {
		this.contextRunner
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.token=zero",
					"livehook.apps.same.sdk-app-id=1400000000", "livehook.apps.same.token=first")
			.run(LivehookContexts.failure(
					"livehook.sdk-app-id and livehook.apps.same.sdk-app-id are the same app, 1400000000",
					"Name each app once; an app may have several tokens: livehook.apps.same.tokens"));
	}

	@Test
	void whenAppIsNamedTwiceWithAndWithoutDashThenFailureNamesBoth() {
		this.contextRunner
			.withPropertyValues("livehook.apps.eu-west.sdk-app-id=1400000001", "livehook.apps.eu-west.token=first",
					"livehook.apps.euwest.sdk-app-id=1400000001", "livehook.apps.euwest.token=second")
			.run(LivehookContexts.failure(
					"livehook.apps.eu-west.sdk-app-id and livehook.apps.euwest.sdk-app-id are the same app, 1400000001",
					"Name each app once; an app may have several tokens: livehook.apps.euwest.tokens"));
	}

	@ParameterizedTest
	@CsvSource({ "eu-west, LIVEHOOK_APPS_EUWEST_TOKEN", "eu-west, LIVEHOOK_APPS_EU_WEST_TOKEN",
			"eu-west, LIVEHOOK_APPS_EUWEST_TOKENS", "eu-west, LIVEHOOK_APPS_EUWEST_TOKENS_0",
			"eu-west, livehook_apps_euwest_token", "EuWest, LIVEHOOK_APPS_EUWEST_TOKEN",
			"eu_west, LIVEHOOK_APPS_EUWEST_TOKEN", "e-u-w-e-s-t, LIVEHOOK_APPS_EUWEST_TOKEN",
			"euwest, LIVEHOOK_APPS_EUWEST_TOKEN" })
	void whenVariableNamesAppWithoutItsDashesThenItIsTheSameApp(String name, String variable) {
		this.contextRunner.withInitializer(environment(Map.of(variable, "secret")))
			.withPropertyValues("livehook.apps." + name + ".sdk-app-id=1400000001",
					"livehook.apps.other.sdk-app-id=1400000002", "livehook.apps.other.token=other")
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll()).containsExactlyInAnyOrder(
					new LivehookApp("1400000001", List.of("secret")), new LivehookApp("1400000002", List.of("other"))));
	}

	@Test
	void whenVariableHoldsIdOrReplacesTokenThenItIsTheSameApp() {
		Map<String, Object> variables = Map.of("LIVEHOOK_APPS_EUWEST_SDKAPPID", "1400000001",
				"LIVEHOOK_APPS_EUWEST_TOKEN", "replaced");
		Map<String, Object> file = Map.of("livehook.apps.eu-west.token", "first", "livehook.apps.eu-west.tokens",
				"second,third");
		this.contextRunner.withInitializer(environment(variables))
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file", file)))
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll())
				.containsExactly(new LivehookApp("1400000001", List.of("replaced", "second", "third"))));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "secret\n", "secret\r\n", " secret", "secret ", "\tsecret", "\ufeffsecret", "secret\u00a0" })
	void whenTokensHaveBlanksAroundThemThenTheyAreRemovedAndOneWarningNamesThem(String token, CapturedOutput output) {
		Map<String, Object> variables = Map.of("LIVEHOOK_TOKEN", token, "LIVEHOOK_TOKENS_0", "plain",
				"LIVEHOOK_TOKENS_1", token + "\n", "LIVEHOOK_APPS_ONE_TOKEN", token);
		this.contextRunner.withInitializer(environment(variables))
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.apps.one.sdk-app-id=1400000001")
			.run((context) -> assertThat(context.getBean(LivehookApps.class).findAll()).containsExactly(
					new LivehookApp("1400000000", List.of("secret", "plain")),
					new LivehookApp("1400000001", List.of("secret"))));
		assertThat(output)
			.containsOnlyOnce("Blanks around the values of [livehook.token, livehook.tokens[1], "
					+ "livehook.apps.one.token] were removed")
			.doesNotContain("secret");
	}

	@Test
	void whenTokensHaveNoBlanksAroundThemThenThereIsNoWarning(CapturedOutput output) {
		assertApps(new String[] { "livehook.sdk-app-id=1400000000", "livehook.token=a b", "livehook.tokens=c , d" },
				new LivehookApp("1400000000", List.of("a b", "c", "d")));
		assertThat(output).doesNotContain("Blanks");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\n", " \t", "\ufeff\r\n", "\u00a0" })
	void whenTokenIsNothingButBlanksThenFailure(String token) {
		this.contextRunner.withInitializer(environment(Map.of("LIVEHOOK_TOKEN", token)))
			.withPropertyValues("livehook.sdk-app-id=1400000000")
			.run(LivehookContexts.failure("livehook.token is blank", CORRECT_TOKEN));
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> environment(
			Map<String, Object> variables) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
	}

	private void assertApps(String[] properties, LivehookApp... apps) {
		this.contextRunner.withPropertyValues(properties).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(LivehookApps.class).findAll()).containsExactly(apps);
		});
	}

}
