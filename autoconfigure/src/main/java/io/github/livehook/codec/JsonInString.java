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
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JacksonStdImpl;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Lets an object or a list come as a string that holds its JSON, as Tencent's field
 * tables have it for some fields. A string that is empty or holds null is neither.
 */
final class JsonInString {

	// The tokens of all such strings of a body, which together must not exceed its limit
	private static final String TOKENS_ATTRIBUTE = JsonInString.class.getName() + ".TOKENS";

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
		return containerOf(value, JsonNode::isObject, context, type);
	}

	private static @Nullable JsonNode containerOf(JsonNode value, Predicate<JsonNode> kind,
			DeserializationContext context, Class<?> type) {
		JsonNode container = value.isString() ? parse(value.stringValue(), context, type) : value;
		if (container.isNull() || container.isMissingNode()) {
			return null;
		}
		return kind.test(container) ? container : context.reportInputMismatch(type, "Not of this kind");
	}

	private static JsonNode parse(String text, DeserializationContext context, Class<?> type) {
		if (text.isBlank()) {
			return context.getNodeFactory().nullNode();
		}
		try (JsonParser parser = context.tokenStreamFactory().createParser(context, text)) {
			parser.nextToken();
			JsonNode value = context.readTree(parser);
			count(parser.currentTokenCount(), context);
			return (parser.nextToken() == null) ? value : context.reportInputMismatch(type, "More than one value");
		}
	}

	private static void count(long tokens, DeserializationContext context) {
		long all = tokens + ((context.getAttribute(TOKENS_ATTRIBUTE) instanceof Long before) ? before : 0);
		context.streamReadConstraints().validateTokenCount(all);
		context.setAttribute(TOKENS_ATTRIBUTE, all);
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

	static ValueDeserializer<?> orObject(ValueDeserializer<?> delegate) {
		return new Deserializer(delegate, JsonNode::isObject);
	}

	static ValueDeserializer<?> orList(ValueDeserializer<?> delegate) {
		return new Deserializer(delegate, JsonNode::isArray);
	}

	@JacksonStdImpl // Not taken for a customization by deserializers of untyped values
	static final class Deserializer extends DelegatingDeserializer {

		private final Predicate<JsonNode> kind;

		private Deserializer(ValueDeserializer<?> delegate, Predicate<JsonNode> kind) {
			super(delegate);
			this.kind = kind;
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new Deserializer(delegate, this.kind);
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			if (!parser.hasToken(JsonToken.VALUE_STRING) || isOneValue(parser.getString())) {
				return super.deserialize(parser, context);
			}
			JsonNode container = containerOf(context.readTree(parser), this.kind, context, handledType());
			if (container == null) {
				return null;
			}
			try (JsonParser nested = container.traverse(context)) {
				nested.nextToken();
				return super.deserialize(nested, context);
			}
		}

		// A field may accept one text in place of a list
		private boolean isOneValue(String text) {
			String stripped = text.strip();
			return !stripped.isEmpty() && !stripped.equals("null") && "[{/".indexOf(stripped.charAt(0)) == -1;
		}

	}

}
