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

package io.github.livehook.handler.method;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.Retry;

/**
 * Tells what a method wants to be different when it has failed, from its annotation.
 */
final class RetryResolver {

	private final StringValueResolver placeholders;

	RetryResolver(StringValueResolver placeholders) {
		this.placeholders = placeholders;
	}

	HandlerRetry resolve(String beanName, Method method, @Nullable Retry retry) {
		return (retry != null) ? new MethodRetry(beanName, method).resolve(retry) : HandlerRetry.none();
	}

	/**
	 * The annotation of one method.
	 */
	private final class MethodRetry {

		private static final Duration LONGEST = Duration.ofDays(365);

		private final String beanName;

		private final Method method;

		MethodRetry(String beanName, Method method) {
			this.beanName = beanName;
			this.method = method;
		}

		HandlerRetry resolve(Retry retry) {
			check(retry.maxAttempts() >= 0, "maxAttempts", retry.maxAttempts(), "a number of 1 or more");
			double multiplier = retry.multiplier();
			check(multiplier == 0 || multiplier >= 1 && Double.isFinite(multiplier), "multiplier", multiplier,
					"a number of 1 or more");
			double jitter = retry.jitter();
			check(jitter == -1 || jitter >= 0 && jitter <= 1, "jitter", jitter, "a number between 0 and 1");
			Duration delay = duration("delay", retry.delay(), 0);
			Duration maxDelay = duration("maxDelay", retry.maxDelay(), 0);
			check(delay == null || maxDelay == null || maxDelay.compareTo(delay) >= 0, "maxDelay", retry.maxDelay(),
					"a duration that is not below the delay, " + retry.delay());
			return new HandlerRetry((retry.maxAttempts() != 0) ? retry.maxAttempts() : null, delay,
					(multiplier != 0) ? multiplier : null, maxDelay, (jitter != -1) ? jitter : null,
					List.of(retry.excludes()), duration("timeout", retry.timeout(), 1));
		}

		private @Nullable Duration duration(String attribute, String value, int shortestNanos) {
			String text = withoutPlaceholders(attribute, value);
			if (!StringUtils.hasText(text)) {
				return null;
			}
			Duration duration = parse(text);
			check(duration != null && duration.compareTo(Duration.ofNanos(shortestNanos)) >= 0
					&& duration.compareTo(LONGEST) <= 0, attribute, text,
					(shortestNanos > 0) ? "a duration of more than 0 and at most 365d, such as 10s"
							: "a duration between 0 and 365d, such as 5s");
			return duration;
		}

		private @Nullable String withoutPlaceholders(String attribute, String value) {
			String text = resolved(value);
			if (text != null && text.contains("${")) {
				throw InvalidHandlerMethodException.of(this.beanName, this.method,
						"the %s of its @Retry is '%s', which cannot be resolved".formatted(attribute, value),
						"Set the property that it names, or write a duration such as 5s.");
			}
			return text;
		}

		// Resolvers throw for what they do not know, or leave it as it is
		private @Nullable String resolved(String value) {
			try {
				return RetryResolver.this.placeholders.resolveStringValue(value);
			}
			catch (IllegalArgumentException ex) {
				return value;
			}
		}

		private static @Nullable Duration parse(String text) {
			try {
				return DurationFormatterUtils.detectAndParse(text.strip());
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				return null;
			}
		}

		private void check(boolean valid, String attribute, Object value, String expected) {
			if (!valid) {
				throw InvalidHandlerMethodException.of(this.beanName, this.method,
						"the %s of its @Retry is '%s'".formatted(attribute, value),
						"Set it to %s, or leave it out for the property.".formatted(expected));
			}
		}

	}

}
