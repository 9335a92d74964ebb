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

package io.github.livehook.autoconfigure.delivery;

import java.util.Locale;

import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * The name of the application that stored callbacks belong to.
 */
final class ApplicationName {

	private static final String PROPERTY = "livehook.delivery.application";

	private static final String GENERAL_PROPERTY = "spring.application.name";

	private static final int MAX_LENGTH = 100;

	private ApplicationName() {
	}

	static String of(LivehookProperties properties, Environment environment) {
		String own = properties.getDelivery().getApplication();
		String name = StringUtils.hasText(own) ? own : environment.getProperty(GENERAL_PROPERTY);
		if (!StringUtils.hasText(name)) {
			throw new InvalidLivehookConfigurationException(
					"livehook.delivery.mode is '%s', but the application that callbacks are stored for has no name"
						.formatted(properties.getDelivery().getMode().name().toLowerCase(Locale.ROOT)),
					"""
							Set spring.application.name, or livehook.delivery.application if callbacks are to be \
							stored under another name. It is the same on all nodes of the application, and another \
							than that of other applications that use the database.""");
		}
		String stripped = name.strip();
		PropertyAssert.isTrue(stripped.length() <= MAX_LENGTH && stripped.chars().noneMatch(Character::isISOControl),
				StringUtils.hasText(own) ? PROPERTY : GENERAL_PROPERTY, stripped,
				"Must be at most 100 characters, none of them a control character, as the name of the application that callbacks are stored for. Another name can be set as livehook.delivery.application.");
		return stripped;
	}

}
