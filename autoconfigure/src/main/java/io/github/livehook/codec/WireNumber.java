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
import java.time.DateTimeException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads whole numbers as Tencent sends them: as numbers, as strings, and counts in one
 * table as a list that holds one. A fraction is never cut off.
 *
 * @param <T> the type of value that a number stands for
 */
final class WireNumber<T> extends StdScalarDeserializer<T> {

	private static final int MAX_LENGTH = 32;

	private static final int MAX_SCALE = 32;

	private final Class<T> type;

	private final @Nullable T none;

	private final Function<@Nullable BeanProperty, Function<Long, @Nullable T>> conversions;

	private final Function<Long, @Nullable T> conversion;

	/**
	 * Create a deserializer.
	 * @param type the type of the values
	 * @param none the value where there is no number, not {@code null} for primitive
	 * types
	 * @param conversions the conversion to the type, by the property that is read
	 */
	WireNumber(Class<T> type, @Nullable T none,
			Function<@Nullable BeanProperty, Function<Long, @Nullable T>> conversions) {
		this(type, none, conversions, null);
	}

	private WireNumber(Class<T> type, @Nullable T none,
			Function<@Nullable BeanProperty, Function<Long, @Nullable T>> conversions,
			@Nullable BeanProperty property) {
		super(type);
		this.type = type;
		this.none = none;
		this.conversions = conversions;
		this.conversion = conversions.apply(property);
	}

	static WireNumber<Long> ofLong(@Nullable Long none) {
		return new WireNumber<>(Long.class, none, (property) -> Function.identity());
	}

	static WireNumber<Integer> ofInteger(@Nullable Integer none) {
		return new WireNumber<>(Integer.class, none, (property) -> Math::toIntExact);
	}

	@Override
	public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		return new WireNumber<>(this.type, this.none, this.conversions, property);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.none;
	}

	@Override
	public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
		boolean list = parser.hasToken(JsonToken.START_ARRAY) && Number.class.isAssignableFrom(this.type);
		Long number = list ? readOnlyElement(parser, context) : read(parser, context);
		try {
			return (number != null) ? this.conversion.apply(number) : this.none;
		}
		catch (ArithmeticException | DateTimeException ex) {
			return this.type.cast(context.handleWeirdNumberValue(this.type, number, "out of range"));
		}
	}

	private @Nullable Long readOnlyElement(JsonParser parser, DeserializationContext context) {
		parser.nextToken();
		Long number = read(parser, context);
		return (parser.nextToken() == JsonToken.END_ARRAY) ? number
				: (Long) context.handleUnexpectedToken(this.type, parser);
	}

	private @Nullable Long read(JsonParser parser, DeserializationContext context) {
		JsonToken token = parser.currentToken();
		if (!token.isNumeric() && token != JsonToken.VALUE_STRING) {
			return (Long) context.handleUnexpectedToken(this.type, parser);
		}
		if (token == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != NumberType.BIG_INTEGER) {
			return parser.getLongValue();
		}
		String text = parser.getString().strip();
		try {
			return text.isEmpty() ? null : (Long) parse(text);
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return (Long) context.handleWeirdStringValue(this.type, text, "not a whole number of 64 bits");
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
