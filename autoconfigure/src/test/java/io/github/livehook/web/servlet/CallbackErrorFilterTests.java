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

import java.util.Set;

import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.event.CommandCatalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallbackErrorFilter}.
 */
class CallbackErrorFilterTests {

	private final AnswerWriter writer = new AnswerWriter(CallbackCodec.create(CommandCatalog.standard()));

	private final CallbackErrorFilter filter = new CallbackErrorFilter(this.writer);

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/tencent-live");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	@Test
	void whenRequestIsNotOursThenItsErrorPageIsTheApplications() throws Exception {
		this.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 400);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.response.getContentAsString()).isEmpty();
	}

	@Test
	void whenContainerGivesUpOnACallbackThenAnswerHasItsStatus() throws Exception {
		CallbackErrorFilter.mark(this.request);
		this.request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 400);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(400);
		assertThat(this.response.getContentAsString())
			.isEqualTo("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"request failed\",\"ErrorCode\":1}");
	}

	@Test
	void whenContainerNamesNoStatusThenAnswerIs500() throws Exception {
		CallbackErrorFilter.mark(this.request);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(500);
	}

	@Test
	void whenSomethingBehindThrowsAnErrorThenContainerComesBackWithTheCallback() throws Exception {
		assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> new CallbackFilter(this.writer, Set::of)
			.doFilter(this.request, this.response, (request, response) -> {
				throw new StackOverflowError();
			}));
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getContentAsString()).contains("ActionStatus");
	}

	@Test
	void whenErrorIsThatOfAGetThenErrorPageIsTheApplications() throws Exception {
		this.request.setMethod("GET");
		new CallbackFilter(this.writer, Set::of).doFilter(this.request, this.response, new MockFilterChain());
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

}
