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
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Maps the path of the endpoint, for every method that the application has not mapped
 * there itself. Unlike other mappings it knows no interceptors and no CORS configuration,
 * so that neither can answer a callback.
 *
 * @since 0.1.0
 */
public final class CallbackHandlerMapping implements HandlerMapping, Ordered {

	private final PathPattern path;

	private final HttpRequestHandler endpoint;

	private final Supplier<Set<String>> otherMethods;

	/**
	 * Create a mapping.
	 * @param path the path of the endpoint, below that of the dispatcher
	 * @param endpoint the endpoint
	 * @param otherMethods the HTTP methods that the application maps on the same path
	 */
	public CallbackHandlerMapping(String path, HttpRequestHandler endpoint, Supplier<Set<String>> otherMethods) {
		this.path = PathPatternParser.defaultInstance.parse(path);
		this.endpoint = endpoint;
		this.otherMethods = otherMethods;
	}

	@Override
	public @Nullable HandlerExecutionChain getHandler(HttpServletRequest request) {
		if (!this.path.matches(ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication())) {
			return null;
		}
		return this.otherMethods.get().contains(request.getMethod()) ? null : new HandlerExecutionChain(this.endpoint);
	}

	@Override
	public boolean usesPathPatterns() {
		return true;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
