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
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Lets an object come as a string that holds its JSON, as Tencent's field tables have it
 * for some fields. An empty string is no object.
 */
@SuppressWarnings("serial") // Never serialized
final class JsonInStringModifier extends ValueDeserializerModifier {

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		boolean object = deserializer instanceof BeanDeserializerBase bean
				&& !isMadeOfValue(bean.getValueInstantiator());
		return object ? new JsonInStringDeserializer(deserializer) : deserializer;
	}

	private static boolean isMadeOfValue(ValueInstantiator instantiator) {
		return instantiator.canCreateFromString() || instantiator.canCreateUsingDelegate();
	}

	private static final class JsonInStringDeserializer extends DelegatingDeserializer {

		JsonInStringDeserializer(ValueDeserializer<?> delegate) {
			super(delegate);
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new JsonInStringDeserializer(delegate);
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return super.deserialize(parser, context);
			}
			String text = parser.getString();
			if (text.isBlank()) {
				return null;
			}
			try (JsonParser nested = context.tokenStreamFactory().createParser(context, text)) {
				if (nested.nextToken() != JsonToken.START_OBJECT) {
					return context.handleUnexpectedToken(handledType(), parser);
				}
				Object value = super.deserialize(nested, context);
				return (nested.nextToken() == null) ? value : context.handleUnexpectedToken(handledType(), parser);
			}
		}

	}

}
