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

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;

/**
 * Objects that may come as a string that holds their JSON, where the type to read them as
 * depends on what is in them. An empty string is no object.
 */
final class ObjectInString {

	private ObjectInString() {
	}

	/**
	 * Read the current value.
	 * @param parser the parser, at the value
	 * @param context the context, for what is reported
	 * @param type the type that is being read
	 * @return the object, or null as JSON
	 */
	static JsonNode read(JsonParser parser, DeserializationContext context, Class<?> type) {
		return expand(context.readTree(parser), parser, context, type);
	}

	static JsonNode expand(JsonNode value, JsonParser parser, DeserializationContext context, Class<?> type) {
		JsonNode object = value.isString() ? parse(value.stringValue(), context, type) : value;
		if (!object.isObject() && !object.isNull() && !object.isMissingNode()) {
			context.handleUnexpectedToken(type, parser);
		}
		return object;
	}

	private static JsonNode parse(String text, DeserializationContext context, Class<?> type) {
		if (text.isBlank()) {
			return context.getNodeFactory().nullNode();
		}
		try (JsonParser nested = context.tokenStreamFactory().createParser(context, text)) {
			nested.nextToken();
			JsonNode value = context.readTree(nested);
			if (nested.nextToken() != null) {
				context.handleUnexpectedToken(type, nested);
			}
			return value;
		}
	}

}
