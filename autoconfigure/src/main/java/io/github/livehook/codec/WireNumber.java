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

package io.github.livehook.codec;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;

/**
 * Reads a whole number that may come as a number or as a string.
 */
final class WireNumber {

	private static final int MAX_LENGTH = 32;

	private static final int MAX_SCALE = 32;

	private WireNumber() {
	}

	/**
	 * Read the current value.
	 * @param parser the parser, at the value
	 * @param context the context, for what is reported
	 * @param type the type that is being read
	 * @return the number, or {@code null} if the value is blank
	 */
	static @Nullable Long read(JsonParser parser, DeserializationContext context, Class<?> type) {
		JsonToken token = parser.currentToken();
		if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
			return (Long) context.handleUnexpectedToken(type, parser);
		}
		if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
			return parser.getLongValue();
		}
		String text = parser.getString().strip();
		if (text.isEmpty()) {
			return null;
		}
		try {
			return parse(text);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return (Long) context.handleWeirdStringValue(type, text, "not a whole number of 64 bits");
		}
	}

	private static long parse(String text) {
		if (text.length() > MAX_LENGTH) {
			throw new NumberFormatException("Too long");
		}
		BigDecimal number = new BigDecimal(text);
		if (Math.abs((long) number.scale()) > MAX_SCALE) {
			throw new ArithmeticException("Out of range");
		}
		return number.longValueExact();
	}

}
