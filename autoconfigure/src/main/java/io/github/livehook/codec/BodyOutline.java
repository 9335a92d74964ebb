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

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one pass over a plain body tells: that it is a JSON object, and the scalars at its
 * top that command and id are made of. A body is plain if it means the same to whoever
 * reads it as tokens as to whoever reads it as a tree.
 */
final class BodyOutline {

	private final Set<String> outlined;

	private final Map<String, String> texts = new HashMap<>();

	private boolean room;

	private BodyOutline(Set<String> outlined) {
		this.outlined = outlined;
	}

	/**
	 * Look a body over.
	 * @param parser the parser, before the body
	 * @param outlined the fields that are looked at
	 * @return the outline, or {@code null} if the body is not plain
	 */
	static @Nullable BodyOutline read(JsonParser parser, Set<String> outlined) {
		if (parser.nextToken() != JsonToken.START_OBJECT) {
			return null;
		}
		BodyOutline outline = new BodyOutline(outlined);
		while (parser.nextToken() != JsonToken.END_OBJECT) {
			if (!outline.readField(parser)) {
				return null;
			}
		}
		return (parser.nextToken() == null && outline.hasTimeAtTop()) ? outline : null;
	}

	private boolean readField(JsonParser parser) {
		String name = parser.currentName();
		JsonToken token = parser.nextToken();
		if (token == JsonToken.START_ARRAY && name.equals(PushBatch.EVENTS_FIELD)) {
			return false;
		}
		this.room |= token == JsonToken.START_OBJECT && name.equals(EventTimes.ROOM);
		if (this.outlined.contains(name)) {
			this.texts.put(name, isText(name, token) ? parser.getString() : "");
		}
		return skip(parser, token);
	}

	private static boolean isText(String name, JsonToken token) {
		return name.equals(JacksonCallbackCodec.COMMAND_FIELD) ? token == JsonToken.VALUE_STRING
				: token.isScalarValue() && token != JsonToken.VALUE_NULL;
	}

	// A tree keeps the value of a number with a fraction, and not how it was written
	private static boolean skip(JsonParser parser, JsonToken first) {
		int depth = 0;
		JsonToken token = first;
		while (token != JsonToken.VALUE_NUMBER_FLOAT) {
			depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
			if (depth == 0) {
				return true;
			}
			token = parser.nextToken();
		}
		return false;
	}

	private boolean hasTimeAtTop() {
		return !this.room || !text(EventTimes.FIELD).isEmpty();
	}

	/**
	 * Return whether a field was looked at.
	 * @param name the name of a field at the top
	 * @return whether its text is known
	 */
	boolean covers(String name) {
		return this.outlined.contains(name);
	}

	/**
	 * Return the text of a field.
	 * @param name the name of a field that was looked at
	 * @return the text, empty if there is no scalar
	 */
	String text(String name) {
		return this.texts.getOrDefault(name, "");
	}

}
