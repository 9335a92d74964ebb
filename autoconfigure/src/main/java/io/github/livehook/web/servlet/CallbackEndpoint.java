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

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.HttpRequestHandler;

import io.github.livehook.web.CallbackProcessor;

/**
 * The webhook endpoint.
 *
 * @since 0.1.0
 */
public final class CallbackEndpoint implements HttpRequestHandler {

	private final CallbackProcessor processor;

	private final AnswerWriter writer;

	/**
	 * Create an endpoint.
	 * @param processor what processes requests
	 * @param writer what writes answers
	 */
	public CallbackEndpoint(CallbackProcessor processor, AnswerWriter writer) {
		this.processor = processor;
		this.writer = writer;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) {
		this.processor.process(new ServletExchange(request, response, this.writer));
	}

}
