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

import java.lang.annotation.Annotation;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.Seconds;

/**
 * A type of time that Tencent sends in milliseconds, or in seconds where an annotation
 * says so.
 *
 * @param type the type
 * @param millis the conversions for milliseconds
 * @param annotation the annotation of what is sent in seconds
 * @param seconds the conversions for seconds
 * @param <T> the type
 */
record WireTime<T>(Class<T> type, Unit<T> millis, Class<? extends Annotation> annotation, Unit<T> seconds) {

	/**
	 * Instants. Tencent sends 0 where there is none.
	 */
	static final WireTime<Instant> INSTANT = new WireTime<>(Instant.class,
			new Unit<>((number) -> (number != 0) ? Instant.ofEpochMilli(number) : null, Instant::toEpochMilli),
			EpochSeconds.class,
			new Unit<>((number) -> (number != 0) ? Instant.ofEpochSecond(number) : null, Instant::getEpochSecond));

	static final WireTime<Duration> DURATION = new WireTime<>(Duration.class,
			new Unit<>(Duration::ofMillis, Duration::toMillis), Seconds.class,
			new Unit<>(Duration::ofSeconds, Duration::toSeconds));

	void addTo(SimpleModule module) {
		module.addDeserializer(this.type, new WireNumber<>(this.type, null, (property) -> unitOf(property).reader()))
			.addSerializer(this.type, new Serializer<>(this, this.millis));
	}

	private Unit<T> unitOf(@Nullable BeanProperty property) {
		return (property != null && property.getAnnotation(this.annotation) != null) ? this.seconds : this.millis;
	}

	private record Unit<T>(Function<Long, @Nullable T> reader, ToLongFunction<T> writer) {

	}

	private static final class Serializer<T> extends StdScalarSerializer<T> {

		private final WireTime<T> time;

		private final Unit<T> unit;

		Serializer(WireTime<T> time, Unit<T> unit) {
			super(time.type);
			this.time = time;
			this.unit = unit;
		}

		@Override
		public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
			return new Serializer<>(this.time, this.time.unitOf(property));
		}

		@Override
		public void serialize(T value, JsonGenerator generator, SerializationContext context) {
			generator.writeNumber(this.unit.writer.applyAsLong(value));
		}

	}

}
