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
import java.util.List;

import org.apache.catalina.valves.ValveBase;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryProperties;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.before.CallbackDecisions;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.observation.CallbackObservations;
import io.github.livehook.verification.AddressRange;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.web.CallbackProcessor;
import io.github.livehook.web.CallbackRouter;
import io.github.livehook.web.servlet.CallbackEndpointFilter;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the webhook endpoint.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { LivehookVerificationAutoConfiguration.class, LivehookDeliveryAutoConfiguration.class })
@ConditionalOnLivehook
public final class LivehookWebAutoConfiguration {

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "livehookInstantSource")
	InstantSource livehookInstantSource() {
		return InstantSource.system();
	}

	@Bean
	CallbackListener livehookLoggingListener(CommandCatalog catalog) {
		return CallbackListener.logging(catalog);
	}

	@Bean
	CallbackProcessor livehookCallbackProcessor(RequestVerifier verifier, CallbackCodec codec,
			CallbackDelivery delivery, CallbackDecisions decisions, ObjectProvider<CallbackObservations> observations,
			CallbackListeners listeners, LivehookProperties properties) {
		CallbackRouter router = new CallbackRouter(delivery, decisions, observations.getIfAvailable(), listeners,
				properties.getFailureStatus());
		List<AddressRange> allowed = properties.getAllowedAddresses();
		return new CallbackProcessor(allowed.isEmpty() ? verifier : RequestVerifier.forAddresses(allowed, verifier),
				codec, router, listeners, properties.getResponseTimeout(), (int) properties.getMaxBodySize().toBytes());
	}

	@Bean
	CallbackEndpointFilter livehookEndpointFilter(CallbackProcessor processor, CallbackCodec codec,
			@Qualifier("livehookInstantSource") InstantSource clock, LivehookProperties properties,
			ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		return new CallbackEndpointFilter(processor, codec, clock, pathInContext(properties, dispatcherServlet));
	}

	@Bean
	DelegatingFilterProxyRegistrationBean livehookEndpointFilterRegistration(LivehookProperties properties,
			ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		DelegatingFilterProxyRegistrationBean registration = new EndpointFilterRegistrationBean(
				"livehookEndpointFilter", pathInContext(properties, dispatcherServlet));
		registration.setOrder(properties.getFilter().getOrder());
		return registration;
	}

	// Takes the endpoint so that it is created before the server opens its port
	@Bean
	CallbackWarmUp livehookWarmUp(CallbackEndpointFilter endpoint, CallbackCodec codec, CallbackHandlers handlers) {
		return new CallbackWarmUp(codec, handlers);
	}

	@Bean
	ShadowedControllers livehookShadowedControllers(ObjectProvider<RequestMappingInfoHandlerMapping> mappings,
			LivehookProperties properties) {
		return new ShadowedControllers(mappings, properties.getPath());
	}

	@Bean
	StartupLog livehookStartupLog(LivehookProperties properties, LivehookDeliveryProperties deliveryProperties,
			CallbackHandlers handlers, CommandCatalog catalog, ObjectProvider<LivehookApps> apps,
			ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		return new StartupLog(pathInContext(properties, dispatcherServlet), properties, deliveryProperties.getMode(),
				handlers, catalog, apps.getIfUnique());
	}

	@Bean
	EarlierFilters livehookEarlierFilters(ListableBeanFactory beanFactory,
			@Qualifier("livehookEndpointFilterRegistration") DelegatingFilterProxyRegistrationBean endpoint) {
		return new EarlierFilters(beanFactory, endpoint);
	}

	@Bean
	ForwardedAddresses livehookForwardedAddresses(LivehookProperties properties, EarlierFilters earlierFilters,
			ListableBeanFactory beanFactory) {
		return new ForwardedAddresses(properties, earlierFilters, beanFactory);
	}

	private static String pathInContext(LivehookProperties properties,
			ObjectProvider<DispatcherServletPath> dispatcherServlet) {
		return dispatcherServlet.getIfAvailable(() -> () -> "").getRelativePath(properties.getPath());
	}

	/**
	 * A class of its own, so that none of Tomcat is loaded where it is missing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConfigurableTomcatWebServerFactory.class, ValveBase.class })
	static final class TomcatConfiguration {

		@Bean
		RefusedBodyValve livehookRefusedBodyValve() {
			return new RefusedBodyValve();
		}

	}

}
