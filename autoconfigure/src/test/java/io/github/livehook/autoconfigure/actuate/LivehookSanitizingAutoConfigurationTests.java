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

package io.github.livehook.autoconfigure.actuate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookSanitizingAutoConfiguration}.
 */
class LivehookSanitizingAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookSanitizingAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "livehook.token, a, true", "livehook.tokens, 'a,b', true", "livehook.tokens[12], a, true",
			"LIVEHOOK_TOKEN, a, true", "LIVEHOOK_TOKENS_0, a, true", "LiveHook.Token, a, true",
			"live-hook.token, a, true", "livehook.apps.eu-west.token, a, true", "livehook.apps[Eu.West].token, a, true",
			"livehook.apps.x.tokens[0], a, true", "LIVEHOOK_APPS_EUWEST_TOKEN, a, true",
			"LIVEHOOK_APPS_EU_WEST_TOKENS_0, a, true", "livehook.token, 42, true", "some.other, xxxxyyyy, true",
			"some.other, --livehook.token=xxxxyyyy, true", "some.other, xxxyyy, false",
			"livehook.apps.x.sdk-app-id, a, false", "livehook.apps.token.sdk-app-id, a, false",
			"livehook.path, a, false", "my.livehook.tokenizer, a, false", "other.token, a, false" })
	void whenNameOrValueIsThatOfATokenThenValueIsNotShown(String name, String value, boolean sanitized) {
		this.contextRunner.run((context) -> assertThat(context.getBean(SanitizingFunction.class)
			.applyUnlessFiltered(new SanitizableData(null, name, value))
			.getValue()).isEqualTo(sanitized ? SanitizableData.SANITIZED_VALUE : value));
	}

	@Test
	void whenThereIsNoTokenThenOnlyNamesCount() {
		LivehookContexts.unconfigured()
			.withConfiguration(AutoConfigurations.of(LivehookSanitizingAutoConfiguration.class))
			.withPropertyValues("livehook.sdk-app-id=1400000000", "livehook.verification=off")
			.run((context) -> assertThat(context.getBean(SanitizingFunction.class)
				.applyUnlessFiltered(new SanitizableData(null, "any", "value"))
				.getValue()).isEqualTo("value"));
	}

	@Test
	void whenActuatorIsMissingThenNothingIsThere() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("livehookSanitizingFunction"));
	}

	@Test
	void whenLivehookIsDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

}
