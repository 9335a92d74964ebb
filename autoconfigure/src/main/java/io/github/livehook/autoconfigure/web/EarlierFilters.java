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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import jakarta.servlet.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.AbstractFilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.boot.web.servlet.ServletContextInitializerBeans;
import org.springframework.boot.web.servlet.support.ErrorPageFilter;
import org.springframework.context.ApplicationListener;
import org.springframework.web.filter.CharacterEncodingFilter;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

import io.github.livehook.autoconfigure.LivehookProperties;

/**
 * Warns of filters of the application that come before the endpoint. They can consume
 * bodies, answer in the place of the endpoint, or fail.
 */
final class EarlierFilters implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(EarlierFilters.class);

	private static final List<Class<? extends Filter>> HARMLESS = List.of(CharacterEncodingFilter.class,
			ForwardedHeaderFilter.class, ServerHttpObservationFilter.class, ErrorPageFilter.class);

	private final ListableBeanFactory beanFactory;

	private final AbstractFilterRegistrationBean<?> endpoint;

	EarlierFilters(ListableBeanFactory beanFactory, AbstractFilterRegistrationBean<?> endpoint) {
		this.beanFactory = beanFactory;
		this.endpoint = endpoint;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		// An application that has moved the endpoint wants filters before it
		if (this.endpoint.getOrder() != LivehookProperties.Filter.DEFAULT_ORDER) {
			return;
		}
		List<String> found = find().stream()
			.filter((filter) -> HARMLESS.stream().noneMatch((type) -> type.isInstance(filter.getFilter())))
			.map(Object::toString)
			.toList();
		if (!found.isEmpty()) {
			logger.warn(
					"Filters come before the webhook endpoint and can consume or answer "
							+ "callbacks: {}. Give them an order above {}, or leave out its path",
					found, LivehookProperties.Filter.DEFAULT_ORDER);
		}
	}

	/**
	 * Find the filters that see a callback before the endpoint does.
	 * @return the filters in their order
	 */
	List<AbstractFilterRegistrationBean<?>> find() {
		List<AbstractFilterRegistrationBean<?>> found = new ArrayList<>();
		for (ServletContextInitializer initializer : new ServletContextInitializerBeans(this.beanFactory)) {
			if (initializer == this.endpoint) {
				break;
			}
			if (initializer instanceof AbstractFilterRegistrationBean<?> filter && filter.isEnabled() && sees(filter)) {
				found.add(filter);
			}
		}
		return found;
	}

	private boolean sees(AbstractFilterRegistrationBean<?> filter) {
		String path = this.endpoint.getUrlPatterns().iterator().next();
		Collection<String> patterns = filter.getUrlPatterns();
		return (patterns.isEmpty() && filter.getServletNames().isEmpty()
				&& filter.getServletRegistrationBeans().isEmpty())
				|| patterns.stream().anyMatch((pattern) -> matches(pattern, path));
	}

	// The rules of the Servlet specification, section 12.2
	private static boolean matches(String pattern, String path) {
		if (pattern.endsWith("/*")) {
			return (path + "/").startsWith(pattern.substring(0, pattern.length() - 1));
		}
		return pattern.startsWith("*.") ? path.endsWith(pattern.substring(1)) : pattern.equals(path);
	}

}
