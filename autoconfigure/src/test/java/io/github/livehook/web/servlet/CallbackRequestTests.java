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

package io.github.livehook.web.servlet;

import java.nio.charset.StandardCharsets;
import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockPart;
import org.springframework.web.cors.CorsUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackRequest}.
 */
class CallbackRequestTests {

	private final MockHttpServletRequest original = new MockHttpServletRequest("POST", "/webhooks/tencent-live");

	private final CallbackRequest request = new CallbackRequest(this.original);

	@ParameterizedTest
	@ValueSource(
			strings = { "Content-Type", "Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers" })
	void whenHeaderIsHiddenThenItIsInWhateverCase(String name) {
		this.original.addHeader(name, "multipart/form-data; boundary=x");
		for (String spelling : new String[] { name, name.toLowerCase(), name.toUpperCase() }) {
			assertThat(this.request.getHeader(spelling)).isNull();
			assertThat(Collections.list(this.request.getHeaders(spelling))).isEmpty();
		}
		assertThat(Collections.list(this.request.getHeaderNames())).isEmpty();
		assertThat(this.original.getHeader(name)).isNotNull();
	}

	@Test
	void whenRequestIsLabelledThenContentTypeIsHidden() {
		this.original.setContentType("application/x-www-form-urlencoded");
		assertThat(this.request.getContentType()).isNull();
		assertThat(this.request.original().getContentType()).isEqualTo("application/x-www-form-urlencoded");
	}

	@Test
	void whenRequestHasParametersThenTheyAreHidden() {
		this.original.addParameter("_method", "DELETE");
		assertThat(this.request.getParameter("_method")).isNull();
		assertThat(this.request.getParameterValues("_method")).isNull();
		assertThat(this.request.getParameterMap()).isEmpty();
		assertThat(Collections.list(this.request.getParameterNames())).isEmpty();
	}

	@Test
	void whenRequestHasPartsThenTheyAreHidden() {
		this.original.addPart(new MockPart("file", new byte[1]));
		assertThat(this.request.getParts()).isEmpty();
		assertThat(this.request.getPart("file")).isNull();
	}

	@Test
	void whenRequestComesFromAnotherOriginThenItIsNoCorsRequest() {
		this.original.addHeader("Origin", "https://example.org");
		this.original.addHeader("Access-Control-Request-Method", "POST");
		assertThat(CorsUtils.isCorsRequest(this.request)).isFalse();
		this.original.setMethod("OPTIONS");
		assertThat(CorsUtils.isPreFlightRequest(this.original)).isTrue();
		assertThat(CorsUtils.isPreFlightRequest(this.request)).isFalse();
	}

	@Test
	void whenNothingIsHiddenThenItIsSeen() throws Exception {
		this.original.addHeader("Content-Length", "2");
		this.original.addHeader("X-Forwarded-For", "192.0.2.1");
		this.original.addHeader("X-Forwarded-For", "192.0.2.2");
		this.original.setQueryString("SdkAppid=1");
		this.original.setContent("{}".getBytes(StandardCharsets.UTF_8));
		assertThat(this.request.getHeader("content-length")).isEqualTo("2");
		assertThat(Collections.list(this.request.getHeaders("x-forwarded-for"))).containsExactly("192.0.2.1",
				"192.0.2.2");
		assertThat(Collections.list(this.request.getHeaderNames())).containsExactlyInAnyOrder("Content-Length",
				"X-Forwarded-For");
		assertThat(this.request.getQueryString()).isEqualTo("SdkAppid=1");
		assertThat(this.request.getInputStream().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("{}");
	}

}
