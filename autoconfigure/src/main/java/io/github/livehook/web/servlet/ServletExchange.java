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
import java.time.Duration;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.WebUtils;

import io.github.livehook.web.CallbackAnswer;
import io.github.livehook.web.CallbackExchange;

/**
 * {@link CallbackExchange} of a servlet request. What the {@link CallbackFilter} has
 * hidden is seen here; the answer goes past all wrappers that other filters have put
 * around the response, which might hold it back.
 */
final class ServletExchange implements CallbackExchange {

	private static final String ARRIVAL_ATTRIBUTE = ServletExchange.class.getName() + ".ARRIVAL";

	private final HttpServletRequest request;

	private final HttpServletRequest originalRequest;

	private final HttpServletResponse originalResponse;

	private final AnswerWriter writer;

	ServletExchange(HttpServletRequest request, HttpServletResponse response, AnswerWriter writer) {
		CallbackRequest callbackRequest = WebUtils.getNativeRequest(request, CallbackRequest.class);
		CallbackResponse callbackResponse = WebUtils.getNativeResponse(response, CallbackResponse.class);
		this.request = request;
		this.originalRequest = (callbackRequest != null) ? callbackRequest.original() : request;
		this.originalResponse = (callbackResponse != null) ? callbackResponse.original() : response;
		this.writer = writer;
	}

	/**
	 * Remember when a request has arrived.
	 * @param request the request
	 */
	static void arrived(ServletRequest request) {
		request.setAttribute(ARRIVAL_ATTRIBUTE, System.nanoTime());
	}

	@Override
	public Duration age() {
		return (this.originalRequest.getAttribute(ARRIVAL_ATTRIBUTE) instanceof Long arrival)
				? Duration.ofNanos(System.nanoTime() - arrival) : Duration.ZERO;
	}

	@Override
	public String method() {
		return this.originalRequest.getMethod();
	}

	@Override
	public @Nullable String query() {
		return this.originalRequest.getQueryString();
	}

	@Override
	public @Nullable String header(String name) {
		return this.originalRequest.getHeader(name);
	}

	@Override
	public InputStream body() throws IOException {
		return this.request.getInputStream();
	}

	@Override
	public void send(CallbackAnswer answer, boolean late) throws IOException {
		// The client must not wait on this connection for the handler
		boolean close = late && this.originalRequest.getProtocol().startsWith("HTTP/1");
		this.writer.write(answer, this.originalResponse, close);
	}

}
