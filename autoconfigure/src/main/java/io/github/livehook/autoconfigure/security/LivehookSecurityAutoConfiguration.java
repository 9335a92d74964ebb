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

package io.github.livehook.autoconfigure.security;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.security.CallbackSecurity;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for Spring Security: lets POSTs on
 * the path of the endpoint through, and leaves everything else as it is.
 *
 * @since 0.1.0
 */
// After Spring Boot has decided on its own chain, which it does not where there is
// another
@AutoConfiguration(after = { ServletWebSecurityAutoConfiguration.class, LivehookWebAutoConfiguration.class })
@ConditionalOnLivehook
@ConditionalOnClass({ HttpSecurity.class, SecurityFilterChain.class, PathPatternRequestMatcher.class,
		ServletWebSecurityAutoConfiguration.class })
@ConditionalOnBean({ HttpSecurity.class, PathPatternRequestMatcher.Builder.class })
@ConditionalOnBooleanProperty(name = "livehook.security.enabled", matchIfMissing = true)
public final class LivehookSecurityAutoConfiguration {

	static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

	@Bean
	@Order(ORDER)
	SecurityFilterChain livehookSecurityFilterChain(HttpSecurity http, PathPatternRequestMatcher.Builder paths,
			LivehookProperties properties) {
		return CallbackSecurity.filterChain(http, paths.matcher(HttpMethod.POST, properties.getPath()));
	}

	@Bean
	EarlierFilterChains livehookEarlierFilterChains(ObjectProvider<SecurityFilterChain> chains,
			ObjectProvider<DispatcherServletPath> dispatcherServlet, LivehookProperties properties) {
		DispatcherServletPath prefix = dispatcherServlet.getIfAvailable(() -> () -> "");
		return new EarlierFilterChains(chains, prefix.getRelativePath(properties.getPath()));
	}

}
