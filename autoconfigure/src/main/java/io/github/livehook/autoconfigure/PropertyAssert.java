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

package io.github.livehook.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Assertions on the values of properties. Not for properties that may hold a secret: the
 * failure analysis shows what a property holds and where that is set.
 *
 * @since 0.1.0
 */
public final class PropertyAssert {

	private PropertyAssert() {
	}

	/**
	 * Assert that the value of a property is valid.
	 * @param valid whether the value is valid
	 * @param name the name of the property, in canonical format
	 * @param value the value of the property
	 * @param reason what the value must be, in one or more sentences
	 * @throws InvalidConfigurationPropertyValueException if the value is not valid
	 */
	public static void isTrue(boolean valid, String name, @Nullable Object value, String reason) {
		if (!valid) {
			throw new InvalidConfigurationPropertyValueException(name, value, reason);
		}
	}

	/**
	 * Assert that the value of a property is within bounds.
	 * @param <T> the type of the value
	 * @param name the name of the property, in canonical format
	 * @param value the value of the property
	 * @param min the lowest valid value
	 * @param max the highest valid value
	 * @param reason what the value must be, in one or more sentences
	 * @throws InvalidConfigurationPropertyValueException if the value is not valid
	 */
	public static <T extends Comparable<T>> void isBetween(String name, T value, T min, T max, String reason) {
		isTrue(value.compareTo(min) >= 0 && value.compareTo(max) <= 0, name, value, reason);
	}

}
