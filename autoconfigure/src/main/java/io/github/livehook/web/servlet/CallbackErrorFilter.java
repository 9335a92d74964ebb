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

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;

import io.github.livehook.web.CallbackAnswer;

/**
 * Answers in place of the error page when the container itself gives up on a callback,
 * such as on a body that is cut off or badly chunked.
 *
 * @since 0.1.0
 */
public final class CallbackErrorFilter implements Filter {

	private static final String CALLBACK_ATTRIBUTE = CallbackErrorFilter.class.getName() + ".CALLBACK";

	private static final int INTERNAL_ERROR = 500;

	private final AnswerWriter writer;

	/**
	 * Create a filter.
	 * @param writer what writes answers
	 */
	public CallbackErrorFilter(AnswerWriter writer) {
		this.writer = writer;
	}

	static void mark(ServletRequest request) {
		request.setAttribute(CALLBACK_ATTRIBUTE, true);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (request.getAttribute(CALLBACK_ATTRIBUTE) == null) {
			chain.doFilter(request, response);
			return;
		}
		Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
		this.writer.write(CallbackAnswer.requestFailed((status instanceof Integer code) ? code : INTERNAL_ERROR),
				(HttpServletResponse) response);
	}

}
