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

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.BeanUtils;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.event.CommandCatalog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackFilter}.
 */
class CallbackFilterTests {

	private final CallbackFilter filter = new CallbackFilter(
			new AnswerWriter(CallbackCodec.create(CommandCatalog.standard())), () -> Set.of("PUT"));

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/tencent-live");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "PUT" })
	void whenRequestCannotBeACallbackThenItPassesAsItIs(String method) throws Exception {
		this.request.setMethod(method);
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(this.request, this.response, chain);
		assertThat(chain.getRequest()).isSameAs(this.request);
		assertThat(chain.getResponse()).isSameAs(this.response);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PATCH", "DELETE", "OPTIONS", "PURGE" })
	void whenRequestMayHaveABodyThenItIsWrapped(String method) throws Exception {
		this.request.setMethod(method);
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(this.request, this.response, chain);
		assertThat(chain.getRequest()).isInstanceOf(CallbackRequest.class);
		assertThat(chain.getResponse()).isInstanceOf(CallbackResponse.class);
		assertThat(((CallbackRequest) chain.getRequest()).original()).isSameAs(this.request);
		assertThat(((CallbackResponse) chain.getResponse()).original()).isSameAs(this.response);
	}

	@Test
	void whenMethodIsTraceThenItIsAnsweredHere() throws Exception {
		this.request.setMethod("TRACE");
		MockFilterChain chain = new MockFilterChain();
		this.filter.doFilter(this.request, this.response, chain);
		assertThat(chain.getRequest()).isNull();
		assertThat(this.response.getStatus()).isEqualTo(405);
		assertThat(this.response.getHeader("Allow")).isEqualTo("POST");
	}

	@ParameterizedTest
	@ValueSource(classes = { IOException.class, ServletException.class, IllegalStateException.class })
	void whenSomethingBehindFailsThenAnswerHasThreeFields(Class<? extends Throwable> failure) throws Exception {
		this.filter.doFilter(this.request, this.response, failing(failure));
		assertThat(this.response.getStatus()).isEqualTo(500);
		assertThat(this.response.getContentType()).isEqualTo("application/json");
		assertThat(this.response.getContentAsString())
			.isEqualTo("{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"request failed\",\"ErrorCode\":1}");
	}

	@Test
	void whenSomethingFailsAfterTheAnswerThenAnswerStays() throws Exception {
		this.filter.doFilter(this.request, this.response, (request, response) -> {
			this.response.setStatus(200);
			this.response.getOutputStream().write('a');
			this.response.flushBuffer();
			throw new ServletException("test");
		});
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentAsString()).isEqualTo("a");
	}

	private static FilterChain failing(Class<? extends Throwable> failure) {
		return (request, response) -> {
			response.getOutputStream().write('<');
			sneakyThrow(BeanUtils.instantiateClass(failure));
		};
	}

	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneakyThrow(Throwable failure) throws T {
		throw (T) failure;
	}

}
