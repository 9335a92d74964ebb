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

import org.assertj.core.api.Assertions;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;

/**
 * Applications that use Livehook, as small as they can be.
 */
public final class LivehookContexts {

	/**
	 * The properties that every application has to set.
	 */
	public static final String[] REQUIRED = { "livehook.sdk-app-id=" + SignedQuery.APP_ID,
			"livehook.token=" + SignedQuery.TOKEN };

	private static final AutoConfigurations LIVEHOOK = AutoConfigurations.of(
			LivehookVerificationAutoConfiguration.class, LivehookCodecAutoConfiguration.class,
			LivehookHandlerAutoConfiguration.class, LivehookDeliveryAutoConfiguration.class,
			LivehookWebAutoConfiguration.class);

	private LivehookContexts() {
	}

	/**
	 * Return a servlet application in which nothing is set.
	 * @return the runner
	 */
	public static WebApplicationContextRunner unconfigured() {
		return configured(new WebApplicationContextRunner());
	}

	private static WebApplicationContextRunner configured(WebApplicationContextRunner runner) {
		return runner.withConfiguration(LIVEHOOK)
			.withConfiguration(
					AutoConfigurations.of(DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class));
	}

	/**
	 * Return a servlet application that works, on a real server.
	 * @param server the auto-configuration of the server
	 * @return the runner
	 */
	public static WebApplicationContextRunner on(Class<?> server) {
		return configured(new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new))
			.withConfiguration(AutoConfigurations.of(server))
			.withPropertyValues(REQUIRED)
			.withPropertyValues("server.port=0", "server.address=127.0.0.1");
	}

	/**
	 * Return a servlet application that works.
	 * @return the runner
	 */
	public static WebApplicationContextRunner servlet() {
		return unconfigured().withPropertyValues(REQUIRED);
	}

	public static ReactiveWebApplicationContextRunner reactive() {
		return new ReactiveWebApplicationContextRunner().withConfiguration(LIVEHOOK);
	}

	public static ApplicationContextRunner notWeb() {
		return new ApplicationContextRunner().withConfiguration(LIVEHOOK);
	}

	/**
	 * Return the check that an application has started and holds nothing of Livehook.
	 * @param <C> the type of the context
	 * @return the check
	 */
	public static <C extends ApplicationContextAssertProvider<? extends ConfigurableApplicationContext>> ContextConsumer<C> withoutLivehook() {
		return (context) -> {
			Assertions.assertThat(context.getStartupFailure()).isNull();
			Assertions.assertThat(context.getSourceApplicationContext().getBeanDefinitionNames())
				.noneMatch((name) -> name.toLowerCase().contains("livehook"));
		};
	}

	/**
	 * Return the check that an application has not started, and says why and what to do.
	 * @param <C> the type of the context
	 * @param description what is wrong
	 * @param action what to do
	 * @return the check
	 */
	public static <C extends ApplicationContextAssertProvider<? extends ConfigurableApplicationContext>> ContextConsumer<C> failure(
			String description, String action) {
		return (context) -> {
			Assertions.assertThat(context.getStartupFailure()).isNotNull();
			Throwable failure = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
			Assertions.assertThat(failure)
				.isInstanceOfSatisfying(InvalidLivehookConfigurationException.class, (invalid) -> {
					Assertions.assertThat(invalid).hasMessage(description);
					Assertions.assertThat(invalid.getAction()).isEqualTo(action);
				});
		};
	}

	/**
	 * Return the check that an application has not started because a property has a value
	 * that is not valid.
	 * @param <C> the type of the context
	 * @param property the name of the property
	 * @param value the value
	 * @param reason what the value must be
	 * @return the check
	 */
	public static <C extends ApplicationContextAssertProvider<? extends ConfigurableApplicationContext>> ContextConsumer<C> invalid(
			String property, String value, String reason) {
		return (context) -> {
			Assertions.assertThat(context.getStartupFailure()).isNotNull();
			Assertions.assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessage("Property %s with value '%s' is invalid: %s", property, value, reason);
		};
	}

}
