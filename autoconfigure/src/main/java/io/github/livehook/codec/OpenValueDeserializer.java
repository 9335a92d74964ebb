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

import java.lang.reflect.RecordComponent;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads the types that keep an unknown value, each made of one text or code, from
 * whatever scalar Tencent sends.
 */
final class OpenValueDeserializer extends StdScalarDeserializer<Object> {

	private final ValueInstantiator instantiator;

	private final ValueDeserializer<?> value;

	private OpenValueDeserializer(ValueInstantiator instantiator, ValueDeserializer<?> value) {
		super(instantiator.getValueClass());
		this.instantiator = instantiator;
		this.value = value;
	}

	/**
	 * Create the deserializer of a type.
	 * @param instantiator what creates the instances of the type
	 * @return the deserializer, or {@code null} if this is no such type
	 */
	static @Nullable OpenValueDeserializer of(ValueInstantiator instantiator) {
		RecordComponent[] components = instantiator.getValueClass().getRecordComponents();
		if (components == null || components.length != 1 || instantiator.canCreateFromObjectWith()) {
			return null;
		}
		if (components[0].getType() == String.class && instantiator.canCreateFromString()) {
			return new OpenValueDeserializer(instantiator, new WireText());
		}
		return (components[0].getType() == int.class && instantiator.canCreateFromInt())
				? new OpenValueDeserializer(instantiator, WireNumber.ofInteger(null)) : null;
	}

	@Override
	public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
		Object value = this.value.deserialize(parser, context);
		if (value instanceof Integer code) {
			return this.instantiator.createFromInt(context, code);
		}
		return (value != null) ? this.instantiator.createFromString(context, (String) value) : null;
	}

}
