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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.filter.ServerHttpObservationFilter;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.web.CallbackProcessor;
import io.github.livehook.web.CallbackRouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CallbackEndpointFilter}.
 */
class CallbackEndpointFilterTests {

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	private static final String OK = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}";

	private final List<InboundRequest> verified = new ArrayList<>();

	private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/webhooks/tencent-live");

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	private RequestVerifier verifier = (request) -> {
		this.verified.add(request);
		return Verification.accept();
	};

	@Test
	void whenRequestIsAnsweredThenResponseIsWholeAndChainEndsHere() throws Exception {
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(200);
		assertThat(this.response.getContentAsString()).isEqualTo(OK);
		assertThat(this.response.getContentType()).isEqualTo("application/json");
		assertThat(this.response.getContentLength()).isEqualTo(OK.length());
		assertThat(this.response.getHeaders("Cache-Control")).containsExactly("no-store");
		assertThat(this.response.getHeaders("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(this.response.getHeaderNames()).doesNotContain("Connection");
		assertThat(this.response.isCommitted()).isTrue();
		assertThat(this.chain.getRequest()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "GET, 405", "TRACE, 405", "HEAD, 405", "INVENTED, 405", "POST, 403" })
	void whenRequestIsNotAcceptedThenChainEndsHere(String method, int status) throws Exception {
		this.verifier = (request) -> Verification.fail(VerificationFailure.Reason.OTHER, "closed");
		this.request.setMethod(method);
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.response.getStatus()).isEqualTo(status);
		assertThat(this.response.getContentAsString()).contains("\"ActionStatus\":\"FAIL\"");
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void whenRequestArrivesThenVerifierSeesWhereItComesFromAndWhen() throws Exception {
		this.request.setRemoteAddr("198.51.100.7");
		this.request.setQueryString("SdkAppid=1");
		this.request.addHeader("X-Real-IP", "192.0.2.1");
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.verified).singleElement().satisfies((inbound) -> {
			assertThat(inbound.remoteAddress()).isEqualTo("198.51.100.7");
			assertThat(inbound.receivedAt()).isEqualTo(NOW);
			assertThat(inbound.parameter("SdkAppid")).isEqualTo("1");
			assertThat(inbound.header("x-real-ip")).isEqualTo("192.0.2.1");
		});
	}

	@Test
	void whenRequestIsObservedThenObservationGetsThePath() throws Exception {
		ServerRequestObservationContext[] context = new ServerRequestObservationContext[1];
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((candidate) -> true);
		new ServerHttpObservationFilter(registry).doFilter(this.request, this.response, (request, response) -> {
			filter().doFilter(request, response, this.chain);
			context[0] = ServerHttpObservationFilter.findObservationContext(this.request).orElseThrow();
		});
		assertThat(context[0].getPathPattern()).isEqualTo("/webhooks/tencent-live");
	}

	@Test
	void whenThreadIsInterruptedThenResponseIsSentAndItStaysInterrupted() throws Exception {
		Thread.currentThread().interrupt();
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.response.getContentAsString()).isEqualTo(OK);
	}

	@Test
	void whenContainerHasWithheldResponseThenErrorDispatchSendsIt() throws Exception {
		this.verifier = (request) -> Verification.fail(VerificationFailure.Reason.OTHER, "closed");
		this.response.setCommitted(true);
		filter().doFilter(this.request, this.response, this.chain);
		MockHttpServletResponse second = new MockHttpServletResponse();
		this.request.setDispatcherType(DispatcherType.ERROR);
		filter().doFilter(this.request, second, this.chain);
		assertThat(second.getStatus()).isEqualTo(403);
		assertThat(second.getContentAsString()).contains("\"ErrorInfo\":\"refused\"");
		assertThat(this.chain.getRequest()).isNull();
	}

	@Test
	void whenErrorIsOfAnotherRequestThenItsErrorPageAnswers() throws Exception {
		this.request.setDispatcherType(DispatcherType.ERROR);
		filter().doFilter(this.request, this.response, this.chain);
		assertThat(this.chain.getRequest()).isSameAs(this.request);
		assertThat(this.response.isCommitted()).isFalse();
	}

	private CallbackEndpointFilter filter() {
		CallbackCodec codec = CallbackCodec.create(CommandCatalog.standard());
		CallbackProcessor processor = new CallbackProcessor(this.verifier, codec, mock(CallbackRouter.class),
				CallbackListeners.of(), Duration.ofMinutes(5), 1000);
		return new CallbackEndpointFilter(processor, codec, InstantSource.fixed(NOW), "/webhooks/tencent-live");
	}

}
