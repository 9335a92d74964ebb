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
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.web.CallbackAnswer;

/**
 * Goes before all other filters on the path of the endpoint, and keeps them and the
 * dispatcher from consuming callbacks and from changing answers. A filter that does not
 * call the next one has refused the request, whatever it answers.
 * <p>
 * A GET or HEAD has nothing to be consumed and passes as it is, and so does a method that
 * the application maps on the same path.
 *
 * @since 0.1.0
 */
public final class CallbackFilter implements Filter {

	private static final Logger logger = LoggerFactory.getLogger(CallbackFilter.class);

	private static final int INTERNAL_ERROR = 500;

	private static final int LOWEST_ERROR = 400;

	// A stranger's malformed header, too, can make a filter fail
	private static final long LOG_INTERVAL = Duration.ofMinutes(1).toNanos();

	private final AnswerWriter writer;

	private final Supplier<Set<String>> otherMethods;

	private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - LOG_INTERVAL);

	/**
	 * Create a filter.
	 * @param writer what writes answers
	 * @param otherMethods the HTTP methods that the application maps on the same path
	 */
	public CallbackFilter(AnswerWriter writer, Supplier<Set<String>> otherMethods) {
		this.writer = writer;
		this.otherMethods = otherMethods;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest httpRequest = (HttpServletRequest) request;
		HttpServletResponse httpResponse = (HttpServletResponse) response;
		ServletExchange.arrived(request);
		String method = httpRequest.getMethod();
		if (method.equals("GET") || method.equals("HEAD") || this.otherMethods.get().contains(method)) {
			chain.doFilter(request, response);
		}
		else if (method.equals("TRACE")) {
			// The dispatcher does not hand this one on
			this.writer.write(CallbackAnswer.METHOD_NOT_ALLOWED, httpResponse);
		}
		else {
			doFilter(httpRequest, httpResponse, chain);
		}
	}

	private void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException {
		CallbackErrorFilter.mark(request);
		try {
			chain.doFilter(new CallbackRequest(request), new CallbackResponse(response, this.writer));
		}
		catch (Exception ex) {
			log(ex);
			response.setStatus(INTERNAL_ERROR);
		}
		if (!response.isCommitted() && !request.isAsyncStarted()) {
			int status = response.getStatus();
			this.writer.write(CallbackAnswer.requestFailed((status >= LOWEST_ERROR) ? status : INTERNAL_ERROR),
					response);
		}
	}

	private void log(Exception ex) {
		long last = this.lastLogged.get();
		long now = System.nanoTime();
		if (now - last >= LOG_INTERVAL && this.lastLogged.compareAndSet(last, now)) {
			logger.error("A filter or interceptor failed on the path of the webhook endpoint", ex);
		}
	}

}
