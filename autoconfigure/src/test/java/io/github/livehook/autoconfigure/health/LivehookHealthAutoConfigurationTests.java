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

package io.github.livehook.autoconfigure.health;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.health.CallbackHealthIndicator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookHealthAutoConfiguration}.
 */
class LivehookHealthAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookHealthAutoConfiguration.class));

	@Test
	void whenNothingIsSetThenIndicatorIsThere() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(CallbackHealthIndicator.class)
			.hasBean("livehookHealthIndicator"));
	}

	@Test
	void whenDisabledThenThereIsNone() {
		this.contextRunner.withPropertyValues("management.health.livehook.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
	}

	@Test
	void whenAllAreDisabledThenThereIsNone() {
		this.contextRunner.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
	}

	@Test
	void whenApplicationHasItsOwnThenThatIsUsed() {
		HealthIndicator own = () -> Health.up().build();
		this.contextRunner.withBean("livehookHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).getBean(HealthIndicator.class).isSameAs(own));
	}

	@Test
	void whenMaxSaturationIsNegativeThenStartupFails() {
		this.contextRunner.withPropertyValues("livehook.health.max-saturation=-1s")
			.run(LivehookContexts.invalid("livehook.health.max-saturation", "PT-1S",
					"Must be 0 or more, such as 10s."));
	}

	@Test
	void whenHealthIsMissingThenNothingIsThere() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("livehookEndpointFilter")
				.doesNotHaveBean("livehookHealthIndicator"));
	}

	@Test
	void whenLivehookIsDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

}
