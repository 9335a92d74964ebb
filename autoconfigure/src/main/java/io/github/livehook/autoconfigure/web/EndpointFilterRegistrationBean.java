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

import java.util.EnumSet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;

import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;

/**
 * Registers the endpoint on its path, without creating it while the server is being
 * configured. It is registered on error dispatches as well, whose path is that of an
 * error page: Tomcat turns a badly chunked body into one, and discards what the endpoint
 * has responded.
 */
final class EndpointFilterRegistrationBean extends DelegatingFilterProxyRegistrationBean {

	EndpointFilterRegistrationBean(String filter, String path) {
		super(filter);
		addUrlPatterns(path);
		setDispatcherTypes(DispatcherType.REQUEST);
	}

	@Override
	protected void configure(FilterRegistration.Dynamic registration) {
		super.configure(registration);
		registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.ERROR), false, "/*");
	}

}
