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

package io.github.livehook.test;

import java.net.URI;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;

/**
 * What a {@link CallbackRequest} has to know of the application that it is sent to.
 */
final class ReceivingApplication {

	private static final String CLOCK = "livehookInstantSource";

	private final ListableBeanFactory beans;

	ReceivingApplication(ListableBeanFactory beans) {
		this.beans = beans;
	}

	@Nullable LivehookApp findApp(@Nullable String sdkAppId) {
		LivehookApps apps = this.beans.getBeanProvider(LivehookApps.class).getIfUnique();
		if (apps == null) {
			return null;
		}
		return (sdkAppId != null) ? apps.findBySdkAppId(sdkAppId) : apps.findAll().stream().findFirst().orElse(null);
	}

	InstantSource clock() {
		return this.beans.containsBean(CLOCK) ? this.beans.getBean(CLOCK, InstantSource.class) : InstantSource.system();
	}

	MockHttpServletRequestBuilder post(String query, byte[] body) {
		String servletPath = servletPath();
		return MockMvcRequestBuilders.post(URI.create(servletPath + path() + "?" + query))
			.servletPath(servletPath)
			.contentType(MediaType.APPLICATION_JSON)
			.content(body);
	}

	private String path() {
		return this.beans.getBeanProvider(LivehookProperties.class).getIfUnique(LivehookProperties::new).getPath();
	}

	private String servletPath() {
		DispatcherServletPath servlet = this.beans.getBeanProvider(DispatcherServletPath.class)
			.getIfUnique(() -> () -> "");
		return servlet.getPrefix();
	}

}
