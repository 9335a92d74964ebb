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

package io.github.livehook.security;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterInvocation;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Lets callbacks through Spring Security, to be verified by Livehook: without a login, a
 * session or a CSRF token. What else Spring Security does to a request stays.
 *
 * @since 0.1.0
 */
public final class CallbackSecurity {

	private CallbackSecurity() {
	}

	/**
	 * Create the filter chain of the endpoint.
	 * @param http what builds it
	 * @param callbacks matches callbacks and nothing else
	 * @return the filter chain
	 */
	public static SecurityFilterChain filterChain(HttpSecurity http, RequestMatcher callbacks) {
		return http.securityMatcher(new CallbackRequestMatcher(callbacks))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.build();
	}

	/**
	 * Return whether a filter chain is that of the endpoint.
	 * @param chain any filter chain
	 * @return {@code true} if it takes callbacks and nothing else
	 */
	public static boolean isForCallbacks(SecurityFilterChain chain) {
		return chain instanceof DefaultSecurityFilterChain defaultChain
				&& defaultChain.getRequestMatcher() instanceof CallbackRequestMatcher;
	}

	/**
	 * Return whether a filter chain takes callbacks, as far as that can be told without
	 * one.
	 * @param chain any filter chain
	 * @param path the whole path of the endpoint, without the context path
	 * @return {@code true} if it does, {@code false} if it depends on more than the path
	 * and method
	 */
	public static boolean takesCallbacks(SecurityFilterChain chain, String path) {
		HttpServletRequest request = new PathPatternRequestTransformer()
			.transform(new FilterInvocation("", path, "POST").getRequest());
		try {
			return chain.matches(request);
		}
		catch (RuntimeException ex) {
			// It asks for what only a real request has: an address is refused, a host is
			// null
			return false;
		}
	}

}
