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

package io.github.livehook.benchmarks;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * An application with a hand-written controller.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({ CallbackController.Advice.class, Scores.class })
public class ControllerApplication {

	private static final int MAX_REMEMBERED = 100_000;

	public static void main(String[] args) {
		SpringApplication.run(ControllerApplication.class, args);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "controller.repeats", havingValue = false, matchIfMissing = true)
	CallbackController controller(JsonMapper jsonMapper, Scores scores) {
		return new CallbackController(jsonMapper, (battle) -> scores.open(battle.battleId()));
	}

	@Bean
	@ConditionalOnBooleanProperty("controller.repeats")
	CallbackController repeatsController(JsonMapper jsonMapper, Scores scores) {
		Cache<String, Boolean> handled = Caffeine.newBuilder()
			.expireAfterWrite(Duration.ofMinutes(10))
			.maximumSize(MAX_REMEMBERED)
			.build();
		return new CallbackController(jsonMapper, (battle) -> {
			String id = String.valueOf(battle.battleId());
			if (handled.asMap().putIfAbsent(id, true) == null) {
				openFirst(handled, id, scores);
			}
		});
	}

	private static void openFirst(Cache<String, Boolean> handled, String id, Scores scores) {
		try {
			scores.open(id);
		}
		catch (RuntimeException ex) {
			handled.invalidate(id);
			throw ex;
		}
	}

	/**
	 * Lets callbacks through where Spring Security is on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SecurityFilterChain.class)
	static class Security {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			RequestMatcher callbacks = PathPatternRequestMatcher.withDefaults()
				.matcher(HttpMethod.POST, BattleCallback.PATH);
			return http.csrf((csrf) -> csrf.ignoringRequestMatchers(callbacks))
				.authorizeHttpRequests(
						(requests) -> requests.requestMatchers(callbacks).permitAll().anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
