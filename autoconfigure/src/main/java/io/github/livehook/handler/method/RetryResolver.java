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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;

import io.github.livehook.handler.DeliveryRetry;
import io.github.livehook.handler.HandlerRetry;

/**
 * Reads {@link DeliveryRetry @DeliveryRetry}.
 */
final class RetryResolver {

	private final StringValueResolver placeholders;

	RetryResolver(StringValueResolver placeholders) {
		this.placeholders = placeholders;
	}

	HandlerRetry resolve(AnnotatedMethod method) {
		DeliveryRetry retry = method.annotations().retry();
		if (retry == null) {
			return HandlerRetry.none();
		}
		try {
			return new HandlerRetry((retry.maxAttempts() != 0) ? retry.maxAttempts() : null,
					duration("delay", retry.delay()), (retry.multiplier() != 0) ? retry.multiplier() : null,
					duration("maxDelay", retry.maxDelay()), (retry.jitter() != -1) ? retry.jitter() : null,
					List.of(retry.excludes()), duration("handlerTimeout", retry.handlerTimeout()));
		}
		catch (IllegalArgumentException ex) {
			throw method.invalid("its @DeliveryRetry cannot be used: " + ex.getMessage(),
					"Correct the attribute, or leave it out for the property of its name.");
		}
	}

	private @Nullable Duration duration(String attribute, String value) {
		String text = this.placeholders.resolveStringValue(value);
		if (!StringUtils.hasText(text)) {
			return null;
		}
		try {
			return DurationFormatterUtils.detectAndParse(text.strip());
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw new IllegalArgumentException(
					"'%s' must be a duration such as 5s, not '%s'".formatted(attribute, text));
		}
	}

}
