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

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.util.ClassUtils;
import org.springframework.web.filter.ForwardedHeaderFilter;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;

/**
 * Stops the start-up if the addresses of callers are checked, but are what the callers
 * say themselves.
 */
final class ForwardedAddresses implements SmartInitializingSingleton {

	private static final boolean JETTY_PRESENT = ClassUtils.isPresent(
			"org.springframework.boot.jetty.servlet.JettyServletWebServerFactory",
			ForwardedAddresses.class.getClassLoader());

	private final LivehookProperties properties;

	private final EarlierFilters earlierFilters;

	private final BeanFactory beanFactory;

	ForwardedAddresses(LivehookProperties properties, EarlierFilters earlierFilters, BeanFactory beanFactory) {
		this.properties = properties;
		this.earlierFilters = earlierFilters;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.properties.getAllowedAddresses().isEmpty()) {
			return;
		}
		if (this.earlierFilters.find()
			.stream()
			.anyMatch((filter) -> filter.getFilter() instanceof ForwardedHeaderFilter)) {
			throw believed("a ForwardedHeaderFilter, which server.forward-headers-strategy=framework adds,");
		}
		if (JETTY_PRESENT && this.beanFactory.getBeanProvider(JettyServletWebServerFactory.class)
			.stream()
			.anyMatch(JettyServletWebServerFactory::isUseForwardHeaders)) {
			throw believed("Jetty with server.forward-headers-strategy=native");
		}
	}

	private static InvalidLivehookConfigurationException believed(String believer) {
		return new InvalidLivehookConfigurationException(
				"livehook.allowed-addresses is set, but %s takes the address of a caller from headers that everybody can send"
					.formatted(believer),
				"""
						Set server.forward-headers-strategy to native on Tomcat, which believes only proxies in the \
						local network, or to none where there is no proxy. Otherwise let the proxy check the \
						addresses, and remove livehook.allowed-addresses.""");
	}

}
