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

import java.net.URI;

import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/**
 * The endpoint of an application.
 */
final class Webhook {

	private static final String DEFAULT_PATH = "/webhooks/tencent-live";

	private final WebApplicationContext context;

	private final String path;

	Webhook(WebApplicationContext context) {
		this(context, DEFAULT_PATH);
	}

	Webhook(WebApplicationContext context, String path) {
		this.context = context;
		this.path = path;
	}

	DelegatingFilterProxyRegistrationBean registration() {
		return this.context.getBean("livehookEndpointFilterRegistration", DelegatingFilterProxyRegistrationBean.class);
	}

	MvcTestResult post(String query, String body) {
		return tester().post().uri(URI.create(this.path + "?" + query)).content(body).exchange();
	}

	MvcTestResult send(HttpMethod method) {
		return tester().method(method).uri(this.path).exchange();
	}

	private MockMvcTester tester() {
		return MockMvcTester.create(MockMvcBuilders.webAppContextSetup(this.context)
			.addFilter(registration().getFilter(), registration().getUrlPatterns().toArray(String[]::new))
			.build());
	}

}
