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

import java.time.DateTimeException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import io.github.livehook.event.EpochSeconds;

/**
 * Instants as Tencent sends them: milliseconds, or seconds where {@link EpochSeconds}
 * says so. A time of 0 is no time.
 */
final class WireInstant {

	private WireInstant() {
	}

	private static boolean isInSeconds(@Nullable BeanProperty property) {
		return property != null && property.getAnnotation(EpochSeconds.class) != null;
	}

	static final class Deserializer extends StdScalarDeserializer<Instant> {

		private final boolean seconds;

		Deserializer(boolean seconds) {
			super(Instant.class);
			this.seconds = seconds;
		}

		@Override
		public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
			return new Deserializer(isInSeconds(property));
		}

		@Override
		public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
			Long number = WireNumber.read(parser, context, Instant.class);
			if (number == null || number == 0) {
				return null;
			}
			try {
				return this.seconds ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
			}
			catch (DateTimeException ex) {
				return (Instant) context.handleWeirdNumberValue(Instant.class, number, "out of range");
			}
		}

	}

	static final class Serializer extends StdScalarSerializer<Instant> {

		private final boolean seconds;

		Serializer(boolean seconds) {
			super(Instant.class);
			this.seconds = seconds;
		}

		@Override
		public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
			return new Serializer(isInSeconds(property));
		}

		@Override
		public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(this.seconds ? value.getEpochSecond() : value.toEpochMilli());
		}

	}

}
