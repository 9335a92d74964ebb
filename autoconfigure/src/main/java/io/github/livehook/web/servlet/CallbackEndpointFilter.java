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
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.filter.ServerHttpObservationFilter;

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.web.CallbackExchange;
import io.github.livehook.web.CallbackProcessor;

/**
 * The webhook endpoint. It responds to every request that the container maps to it
 * without calling the rest of the chain, so that nothing behind it sees a callback.
 *
 * @since 0.1.0
 */
public final class CallbackEndpointFilter implements Filter {

	/**
	 * Name of the attribute that a request has once its response is another one than 200.
	 */
	public static final String REFUSED = CallbackEndpointFilter.class.getName() + ".REFUSED";

	private static final String WITHHELD = CallbackEndpointFilter.class.getName() + ".WITHHELD";

	private final CallbackProcessor processor;

	private final CallbackCodec codec;

	// The response to almost every callback
	private final byte[] ok;

	private final InstantSource clock;

	private final String path;

	/**
	 * Create an endpoint.
	 * @param processor the processor of the requests
	 * @param codec the codec that writes the bodies of responses
	 * @param clock the clock that tells when a request arrived
	 * @param path the path of the endpoint within the context, for observations
	 */
	public CallbackEndpointFilter(CallbackProcessor processor, CallbackCodec codec, InstantSource clock, String path) {
		this.processor = processor;
		this.codec = codec;
		this.ok = codec.encodeFields(CallbackResponse.OK.fields());
		this.clock = clock;
		this.path = path;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		Exchange exchange = new Exchange((HttpServletRequest) request, (HttpServletResponse) response);
		if (request.getDispatcherType() != DispatcherType.ERROR) {
			ServerHttpObservationFilter.findObservationContext(exchange.request)
				.ifPresent((context) -> context.setPathPattern(this.path));
			this.processor.process(exchange);
		}
		else if (request.getAttribute(WITHHELD) instanceof CallbackResponse withheld) {
			exchange.send(withheld, true);
		}
		else {
			chain.doFilter(request, response);
		}
	}

	private byte[] encode(CallbackResponse response) {
		return (response == CallbackResponse.OK) ? this.ok : this.codec.encodeFields(response.fields());
	}

	/**
	 * {@link CallbackExchange} of a servlet request.
	 */
	private final class Exchange implements CallbackExchange {

		private final HttpServletRequest request;

		private final HttpServletResponse response;

		private final Instant receivedAt = CallbackEndpointFilter.this.clock.instant();

		Exchange(HttpServletRequest request, HttpServletResponse response) {
			this.request = request;
			this.response = response;
		}

		@Override
		public Instant receivedAt() {
			return this.receivedAt;
		}

		@Override
		public String method() {
			return this.request.getMethod();
		}

		@Override
		public @Nullable String query() {
			return this.request.getQueryString();
		}

		@Override
		public @Nullable String remoteAddress() {
			return this.request.getRemoteAddr();
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.getHeader(name);
		}

		@Override
		public InputStream body() throws IOException {
			return this.request.getInputStream();
		}

		@Override
		public void send(CallbackResponse response, boolean late) throws IOException {
			if (this.response.isCommitted()) {
				// Tomcat has given up on the body, and asks for an error page next
				this.request.setAttribute(WITHHELD, response);
			}
			// A channel of java.nio is closed if an interrupted thread writes to it
			boolean interrupted = Thread.interrupted();
			try {
				write(response, late && this.request.getProtocol().startsWith("HTTP/1"));
			}
			finally {
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
		}

		private void write(CallbackResponse response, boolean close) throws IOException {
			byte[] body = encode(response);
			if (response.status() != HttpServletResponse.SC_OK) {
				this.request.setAttribute(REFUSED, true);
			}
			this.response.setStatus(response.status());
			this.response.setContentType("application/json");
			this.response.setContentLength(body.length);
			this.response.setHeader("Cache-Control", "no-store");
			this.response.setHeader("X-Content-Type-Options", "nosniff");
			response.headers().forEach(this.response::setHeader);
			if (close) {
				// The client must not wait on this connection for the handler
				this.response.setHeader("Connection", "close");
			}
			this.response.getOutputStream().write(body);
			this.response.flushBuffer();
		}

	}

}
