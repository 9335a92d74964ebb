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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Lets an object come as a string that holds its JSON, as Tencent's field tables have it
 * for some fields. A string that is empty or holds null is no object.
 */
final class JsonInString {

	private JsonInString() {
	}

	/**
	 * Return the object that a value is or holds.
	 * @param value the value
	 * @param context the context, for what is reported
	 * @param type the type that is read
	 * @return the object, or {@code null} if the value is absent, blank or null
	 */
	static @Nullable JsonNode objectOf(JsonNode value, DeserializationContext context, Class<?> type) {
		JsonNode object = value.isString() ? parse(value.stringValue(), context, type) : value;
		if (object.isNull() || object.isMissingNode()) {
			return null;
		}
		return object.isObject() ? object : context.reportInputMismatch(type, "Not an object");
	}

	private static JsonNode parse(String text, DeserializationContext context, Class<?> type) {
		if (text.isBlank()) {
			return context.getNodeFactory().nullNode();
		}
		try (JsonParser parser = context.tokenStreamFactory().createParser(context, text)) {
			parser.nextToken();
			JsonNode value = context.readTree(parser);
			return (parser.nextToken() == null) ? value : context.reportInputMismatch(type, "More than an object");
		}
	}

	/**
	 * Return the fields of an object that has no record.
	 * @param object the object
	 * @param context the context
	 * @return the fields, those that are {@code null} included
	 */
	@SuppressWarnings("unchecked") // An object becomes a map by names
	static Map<String, @Nullable Object> fieldsOf(JsonNode object, DeserializationContext context) {
		return (Map<String, @Nullable Object>) context.readTreeAsValue(object, Object.class);
	}

	static final class Deserializer extends DelegatingDeserializer {

		Deserializer(ValueDeserializer<?> delegate) {
			super(delegate);
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new Deserializer(delegate);
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING)) {
				return super.deserialize(parser, context);
			}
			JsonNode object = objectOf(context.readTree(parser), context, handledType());
			if (object == null) {
				return null;
			}
			try (JsonParser nested = object.traverse(context)) {
				nested.nextToken();
				return super.deserialize(nested, context);
			}
		}

	}

}
