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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Whole numbers as Tencent sends them: as numbers, as strings, and in a table of one page
 * as a list that holds one. A part behind the point is never cut off.
 */
final class WireInteger {

	private WireInteger() {
	}

	private static @Nullable Long read(JsonParser parser, DeserializationContext context, Class<?> type) {
		if (!parser.hasToken(JsonToken.START_ARRAY)) {
			return WireNumber.read(parser, context, type);
		}
		parser.nextToken();
		Long number = WireNumber.read(parser, context, type);
		return (parser.nextToken() == JsonToken.END_ARRAY) ? number
				: (Long) context.handleUnexpectedToken(type, parser);
	}

	static final class LongDeserializer extends StdScalarDeserializer<Long> {

		private final @Nullable Long none;

		/**
		 * Create a deserializer.
		 * @param none what is read where there is no number, not {@code null} for
		 * primitive types
		 */
		LongDeserializer(@Nullable Long none) {
			super(Long.class);
			this.none = none;
		}

		@Override
		public @Nullable Object getNullValue(DeserializationContext context) {
			return this.none;
		}

		@Override
		public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) {
			Long number = read(parser, context, Long.class);
			return (number != null) ? number : this.none;
		}

	}

	static final class IntegerDeserializer extends StdScalarDeserializer<Integer> {

		private final @Nullable Integer none;

		/**
		 * Create a deserializer.
		 * @param none what is read where there is no number, not {@code null} for
		 * primitive types
		 */
		IntegerDeserializer(@Nullable Integer none) {
			super(Integer.class);
			this.none = none;
		}

		@Override
		public @Nullable Object getNullValue(DeserializationContext context) {
			return this.none;
		}

		@Override
		public @Nullable Integer deserialize(JsonParser parser, DeserializationContext context) {
			Long number = read(parser, context, Integer.class);
			if (number == null) {
				return this.none;
			}
			return (number.intValue() == number) ? (Integer) number.intValue()
					: (Integer) context.handleWeirdNumberValue(Integer.class, number, "out of range");
		}

	}

}
