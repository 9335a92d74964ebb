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

package io.github.livehook.autoconfigure.observation;

import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;
import io.github.livehook.observation.CallbackObservationConvention;
import io.github.livehook.observation.CallbackObservations;
import io.github.livehook.observation.HandlerObservationConvention;
import io.github.livehook.web.CallbackProcessor;

import static org.assertj.core.api.Assertions.assertThat;

class LivehookObservationAutoConfigurationTests {

	private final WebApplicationContextRunner runner = LivehookContexts.servlet()
		.withConfiguration(AutoConfigurations.of(LivehookObservationAutoConfiguration.class));

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	@Test
	void whenThereIsARegistryThenItIsObserved() {
		observed().run((context) -> {
			assertThat(context).hasSingleBean(CallbackObservations.class);
			context.getBean(CallbackDispatcher.class).dispatch(TestHandler.of("score"), TestCallbacks.battle());
			assertThat(this.registry).hasSingleObservationThat().hasNameEqualTo("livehook.handler");
		});
	}

	@Test
	void whenThereIsNoRegistryThenNothingIsObserved() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(CallbackProcessor.class)
			.doesNotHaveBean(LivehookObservationAutoConfiguration.class)
			.doesNotHaveBean(CallbackObservations.class));
	}

	@Test
	void whenThereAreTwoRegistriesThenNothingIsObserved() {
		observed().withBean("second", ObservationRegistry.class, ObservationRegistry::create)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CallbackProcessor.class)
				.doesNotHaveBean(CallbackObservations.class));
	}

	@Test
	void whenLibraryIsMissingThenNothingIsObserved() {
		this.runner.withClassLoader(new FilteredClassLoader(ObservationRegistry.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(CallbackProcessor.class)
				.doesNotHaveBean("livehookCallbackObservations"));
	}

	@Test
	void whenLivehookIsDisabledThenNothingIsObserved() {
		observed().withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenThereAreConventionsThenTheyName() {
		observed().withBean(CallbackObservationConvention.class, CallbackConvention::new)
			.withBean(HandlerObservationConvention.class, HandlerConvention::new)
			.run((context) -> {
				context.getBean(CallbackDispatcher.class).dispatch(TestHandler.of("score"), TestCallbacks.battle());
				assertThat(this.registry).hasSingleObservationThat().hasNameEqualTo("webhook.call");
				this.registry.clear();
				context.getBean(CallbackObservations.class).observe(List.of(TestCallbacks.battle()), () -> {
				});
				assertThat(this.registry).hasSingleObservationThat().hasNameEqualTo("webhook");
			});
	}

	private WebApplicationContextRunner observed() {
		return this.runner.withBean("first", ObservationRegistry.class, () -> this.registry);
	}

	private static final class CallbackConvention implements CallbackObservationConvention {

		@Override
		public String getName() {
			return "webhook";
		}

	}

	private static final class HandlerConvention implements HandlerObservationConvention {

		@Override
		public String getName() {
			return "webhook.call";
		}

	}

}
