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
import tools.jackson.core.SerializableString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Parser that outlines a body while a deserializer reads it, and notices whether the body
 * is plain: whether tokens and tree mean the same.
 */
final class OutliningParser extends JsonParserDelegate {

	private final Outline outline;

	private int depth;

	private boolean begun;

	private boolean plain = true;

	private boolean room;

	private boolean inEvents;

	private int events;

	OutliningParser(JsonParser parser, Map<String, Integer> outlined) {
		super(parser);
		this.outline = new Outline(outlined);
	}

	/**
	 * Make sure that nothing is left to be read, and return the outline.
	 * @return the outline, or {@code null} if this was not all of a plain body
	 */
	@Nullable Outline finish() {
		boolean complete = this.begun && this.depth == 0 && nextToken() == null;
		boolean timeAtTop = !this.room || !this.outline.text(JsonBody.EVENT_TIME).isEmpty();
		return (complete && this.plain && timeAtTop) ? this.outline : null;
	}

	void readAll() {
		while (nextToken() != null) {
			continue;
		}
	}

	/**
	 * Return the number of events, if this was a body without a command of its own.
	 * @return the number, 0 if this was no batch
	 */
	int events() {
		return this.outline.text(JsonBody.COMMAND).isBlank() ? this.events : 0;
	}

	@Override
	public @Nullable JsonToken nextToken() {
		JsonToken token = this.delegate.nextToken();
		if (token != null) {
			look(token);
		}
		return token;
	}

	private void look(JsonToken token) {
		if (this.depth == 0) {
			this.plain &= token == JsonToken.START_OBJECT && !this.begun;
			this.begun = true;
		}
		else if (this.depth == 1 && token != JsonToken.PROPERTY_NAME && this.delegate.currentName() != null) {
			lookAtField(this.delegate.currentName(), token);
		}
		else if (this.depth == 2 && this.inEvents && !token.isStructEnd()) {
			this.events++;
		}
		if (token.isStructStart()) {
			this.depth++;
		}
		else if (token.isStructEnd()) {
			this.depth--;
		}
		else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
			// A tree keeps its value, and not how it was written
			this.plain = false;
		}
	}

	private void lookAtField(String name, JsonToken token) {
		boolean events = name.equals(JsonBody.EVENTS);
		this.inEvents = events && token == JsonToken.START_ARRAY;
		this.events = events ? 0 : this.events;
		this.plain &= !this.inEvents;
		this.room |= token == JsonToken.START_OBJECT && name.equals(JsonBody.ROOM);
		Integer index = this.outline.indexes.get(name);
		if (index != null) {
			// The last field of a name counts
			this.outline.texts[index] = isText(name, token) ? this.delegate.getString() : null;
		}
	}

	private static boolean isText(String name, JsonToken token) {
		return name.equals(JsonBody.COMMAND) ? token == JsonToken.VALUE_STRING
				: token.isScalarValue() && token != JsonToken.VALUE_NULL;
	}

	// From here on: other ways to the next token, which the delegate would go unseen

	@Override
	public @Nullable JsonToken nextValue() {
		JsonToken token = nextToken();
		return (token == JsonToken.PROPERTY_NAME) ? nextToken() : token;
	}

	@Override
	public @Nullable String nextName() {
		return (nextToken() == JsonToken.PROPERTY_NAME) ? this.delegate.currentName() : null;
	}

	@Override
	public boolean nextName(SerializableString expected) {
		return expected.getValue().equals(nextName());
	}

	@Override
	public int nextNameMatch(PropertyNameMatcher matcher) {
		nextToken();
		return this.delegate.currentNameMatch(matcher);
	}

	@Override
	public JsonParser skipChildren() {
		if (this.delegate.currentToken() != null && this.delegate.currentToken().isStructStart()) {
			int parent = this.depth - 1;
			while (this.depth > parent && nextToken() != null) {
				continue;
			}
		}
		return this;
	}

	/**
	 * The scalars at the top of a plain body that command and id are made of.
	 */
	static final class Outline {

		private final Map<String, Integer> indexes;

		private final @Nullable String[] texts;

		private Outline(Map<String, Integer> indexes) {
			this.indexes = indexes;
			this.texts = new String[indexes.size()];
		}

		/**
		 * Return whether the outline has the text of a field.
		 * @param name the name of a field at the top
		 * @return whether {@link #text} returns its text
		 */
		boolean covers(String name) {
			return this.indexes.containsKey(name);
		}

		/**
		 * Return the text of a field.
		 * @param name the name of a field that the outline {@link #covers covers}
		 * @return the text, empty if there is no scalar
		 */
		String text(String name) {
			Integer index = this.indexes.get(name);
			String text = (index != null) ? this.texts[index] : null;
			return (text != null) ? text : "";
		}

	}

}
