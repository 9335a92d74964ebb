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
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Lets the types that keep an unknown value, each made of one text or code, be read from
 * whatever scalar Tencent sends it as.
 */
@SuppressWarnings("serial") // Never serialized
final class OpenValueModifier extends ValueDeserializerModifier {

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		RecordComponent[] components = description.getBeanClass().getRecordComponents();
		if (components == null || components.length != 1 || !(deserializer instanceof BeanDeserializerBase bean)) {
			return deserializer;
		}
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (instantiator.canCreateFromObjectWith()) {
			return deserializer;
		}
		if (components[0].getType() == String.class && instantiator.canCreateFromString()) {
			return new TextDeserializer(instantiator);
		}
		return (components[0].getType() == int.class && instantiator.canCreateFromInt())
				? new CodeDeserializer(instantiator) : deserializer;
	}

	private static final class TextDeserializer extends StdScalarDeserializer<Object> {

		private final WireText text = new WireText();

		private final ValueInstantiator instantiator;

		TextDeserializer(ValueInstantiator instantiator) {
			super(instantiator.getValueClass());
			this.instantiator = instantiator;
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			return this.instantiator.createFromString(context, this.text.deserialize(parser, context));
		}

	}

	private static final class CodeDeserializer extends StdScalarDeserializer<Object> {

		private final WireInteger.IntegerDeserializer code = new WireInteger.IntegerDeserializer(null);

		private final ValueInstantiator instantiator;

		CodeDeserializer(ValueInstantiator instantiator) {
			super(instantiator.getValueClass());
			this.instantiator = instantiator;
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			Integer value = this.code.deserialize(parser, context);
			return (value != null) ? this.instantiator.createFromInt(context, value) : null;
		}

	}

}
