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

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Durations as the vendor sends them: milliseconds.
 */
final class WireDuration {

	private WireDuration() {
	}

	static final class Deserializer extends StdScalarDeserializer<Duration> {

		Deserializer() {
			super(Duration.class);
		}

		@Override
		public @Nullable Duration deserialize(JsonParser parser, DeserializationContext context) {
			Long number = WireNumber.read(parser, context, Duration.class);
			return (number != null) ? Duration.ofMillis(number) : null;
		}

	}

	static final class Serializer extends StdScalarSerializer<Duration> {

		Serializer() {
			super(Duration.class);
		}

		@Override
		public void serialize(Duration value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(value.toMillis());
		}

	}

}
