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

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.actuate.CallbackCounts;
import io.github.livehook.actuate.LivehookEndpoint;
import io.github.livehook.autoconfigure.LivehookContexts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookEndpointAutoConfiguration}.
 */
class LivehookEndpointAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=livehook";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(
				AutoConfigurations.of(EndpointAutoConfiguration.class, LivehookEndpointAutoConfiguration.class));

	@Test
	void whenExposedThenEndpointIsThere() {
		this.contextRunner.withPropertyValues(EXPOSED)
			.run((context) -> assertThat(context).hasSingleBean(LivehookEndpoint.class)
				.hasSingleBean(CallbackCounts.class));
	}

	@Test
	void whenNotExposedThenNothingIsCounted() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(LivehookEndpoint.class)
			.doesNotHaveBean(CallbackCounts.class));
	}

	@Test
	void whenAccessIsNoneThenNothingIsThere() {
		this.contextRunner.withPropertyValues(EXPOSED, "management.endpoint.livehook.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LivehookEndpoint.class));
	}

	@Test
	void whenActuatorIsMissingThenNothingIsThere() {
		this.contextRunner.withPropertyValues(EXPOSED)
			.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("livehookEndpointFilter")
				.doesNotHaveBean("livehookEndpoint"));
	}

	@Test
	void whenLivehookIsDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues(EXPOSED, "livehook.enabled=false")
			.run(LivehookContexts.withoutLivehook());
	}

}
