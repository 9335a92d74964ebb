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

package io.github.livehook.autoconfigure.web;

import java.time.InstantSource;

import jakarta.servlet.DispatcherType;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDecisions;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeciderThreads;
import io.github.livehook.event.CommandCatalog;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.web.CallbackLifecycle;
import io.github.livehook.web.CallbackListener;
import io.github.livehook.web.CallbackObserver;
import io.github.livehook.web.CallbackProcessor;
import io.github.livehook.web.LoggingCallbackListener;
import io.github.livehook.web.Watchdog;
import io.github.livehook.web.servlet.AnswerWriter;
import io.github.livehook.web.servlet.CallbackEndpoint;
import io.github.livehook.web.servlet.CallbackErrorFilter;
import io.github.livehook.web.servlet.CallbackFilter;
import io.github.livehook.web.servlet.CallbackHandlerMapping;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the webhook endpoint.
 *
 * @since 0.1.0
 */
// Before Spring MVC, so that of the filters with the highest precedence ours comes first
@AutoConfiguration(before = WebMvcAutoConfiguration.class,
		after = { LivehookVerificationAutoConfiguration.class, LivehookDeliveryAutoConfiguration.class })
@ConditionalOnLivehook
public final class LivehookWebAutoConfiguration {

	@Bean
	WebhookSettings livehookWebhookSettings(LivehookProperties properties) {
		return WebhookSettings.of(properties);
	}

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "livehookInstantSource")
	InstantSource livehookInstantSource() {
		return InstantSource.system();
	}

	@Bean
	Watchdog livehookWatchdog(WebhookSettings settings) {
		return new Watchdog(settings.responseTimeout());
	}

	@Bean
	CallbackLifecycle livehookLifecycle(DeciderThreads deciderThreads, CallbackDelivery delivery) {
		return new CallbackLifecycle(deciderThreads, delivery);
	}

	@Bean
	LoggingCallbackListener livehookLoggingListener(CommandCatalog catalog) {
		return new LoggingCallbackListener(catalog);
	}

	@Bean
	CallbackProcessor.Settings livehookProcessorSettings(WebhookSettings settings, Watchdog watchdog,
			CallbackLifecycle lifecycle, @Qualifier("livehookInstantSource") InstantSource clock) {
		return new CallbackProcessor.Settings(clock, watchdog, lifecycle::isAccepting, settings.maxBodySize(),
				settings.failureStatus());
	}

	@Bean
	CallbackProcessor.Receivers livehookReceivers(CallbackDelivery delivery, CallbackDecisions decisions,
			ObjectProvider<CallbackObserver> observer) {
		return new CallbackProcessor.Receivers(delivery, decisions, observer.getIfAvailable(CallbackObserver::none));
	}

	@Bean
	CallbackProcessor livehookCallbackProcessor(RequestVerifier verifier, CallbackCodec codec,
			CallbackProcessor.Receivers receivers, ObjectProvider<CallbackListener> listeners,
			CallbackProcessor.Settings settings) {
		return new CallbackProcessor(verifier, codec, receivers, listeners.orderedStream().toList(), settings);
	}

	@Bean
	AnswerWriter livehookAnswerWriter(CallbackCodec codec) {
		return new AnswerWriter(codec);
	}

	@Bean
	ApplicationMappings livehookApplicationMappings(ListableBeanFactory beanFactory, WebhookSettings settings) {
		return new ApplicationMappings(beanFactory, settings.path());
	}

	@Bean
	CallbackHandlerMapping livehookHandlerMapping(WebhookSettings settings, CallbackProcessor processor,
			AnswerWriter writer, ApplicationMappings applicationMappings) {
		return new CallbackHandlerMapping(settings.path(), new CallbackEndpoint(processor, writer),
				applicationMappings::methods);
	}

	@Bean
	FilterRegistrationBean<CallbackFilter> livehookFilter(WebhookSettings settings, AnswerWriter writer,
			ApplicationMappings applicationMappings, ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		FilterRegistrationBean<CallbackFilter> registration = new FirstFilterRegistrationBean<>(
				new CallbackFilter(writer, applicationMappings::methods));
		DispatcherServletPath prefix = dispatcherServlet.getIfAvailable(() -> () -> "");
		registration.addUrlPatterns(prefix.getRelativePath(settings.path()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<CallbackErrorFilter> livehookErrorFilter(AnswerWriter writer) {
		FilterRegistrationBean<CallbackErrorFilter> registration = new FilterRegistrationBean<>(
				new CallbackErrorFilter(writer));
		registration.setDispatcherTypes(DispatcherType.ERROR);
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	StartupLog livehookStartupLog(WebhookSettings settings, LivehookProperties properties, CallbackHandlers handlers,
			ObjectProvider<LivehookApps> apps, ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		DispatcherServletPath prefix = dispatcherServlet.getIfAvailable(() -> () -> "");
		return new StartupLog(prefix.getRelativePath(settings.path()), properties, handlers, apps.getIfUnique());
	}

}
