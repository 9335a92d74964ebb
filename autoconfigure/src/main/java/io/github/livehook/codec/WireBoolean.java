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

import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads booleans as Tencent sends them: as such, as numbers of which 0 is false, and as
 * strings of these.
 */
final class WireBoolean extends StdScalarDeserializer<Boolean> {

	private final @Nullable Boolean none;

	/**
	 * Create a deserializer.
	 * @param none the value where there is none, not {@code null} for the primitive type
	 */
	WireBoolean(@Nullable Boolean none) {
		super(Boolean.class);
		this.none = none;
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.none;
	}

	@Override
	public @Nullable Boolean deserialize(JsonParser parser, DeserializationContext context) {
		JsonToken token = parser.currentToken();
		if (!token.isScalarValue()) {
			return (Boolean) context.handleUnexpectedToken(Boolean.class, parser);
		}
		String text = parser.getString().strip();
		if (token == JsonToken.VALUE_NUMBER_INT) {
			return !text.equals("0");
		}
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "" -> this.none;
			case "true", "1" -> true;
			case "false", "0" -> false;
			default -> (Boolean) context.handleWeirdStringValue(Boolean.class, text, "not a boolean");
		};
	}

}
