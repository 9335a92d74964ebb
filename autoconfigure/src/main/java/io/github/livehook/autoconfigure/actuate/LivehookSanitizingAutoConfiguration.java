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

package io.github.livehook.autoconfigure.actuate;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookAppProperties;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.verification.LivehookApp;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for keeping tokens out of actuator
 * endpoints that show values.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookVerificationAutoConfiguration.class)
@ConditionalOnLivehook
@ConditionalOnClass(SanitizingFunction.class)
public final class LivehookSanitizingAutoConfiguration {

	// Without what separates its parts in files, environment variables and arguments
	private static final Pattern NAME = Pattern.compile("livehook(apps.*)?tokens?[0-9]*");

	@Bean
	SanitizingFunction livehookSanitizingFunction(LivehookProperties properties) {
		return SanitizingFunction.sanitizeValue()
			.ifKeyMatches(isNameOfToken())
			.ifValueStringMatches(holdsOneOf(properties));
	}

	private static Predicate<String> isNameOfToken() {
		return (key) -> NAME.matcher(key.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT)).matches();
	}

	// A token may also be the value of a variable that a placeholder names, or a part of
	// the command line
	private static Predicate<String> holdsOneOf(LivehookProperties properties) {
		List<String> tokens = Stream.concat(Stream.of(properties), properties.getApps().values().stream())
			.flatMap(LivehookSanitizingAutoConfiguration::tokens)
			.toList();
		return (value) -> tokens.stream().anyMatch(value::contains);
	}

	private static Stream<String> tokens(LivehookAppProperties app) {
		return Stream.concat(Stream.ofNullable(app.getToken()), app.getTokens().stream())
			.map(LivehookApp::strip)
			.filter((token) -> !token.isEmpty());
	}

}
