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

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Parser that outlines a body while somebody reads it, and notices whether the body is
 * plain: whether it means the same to whoever reads it as tokens as to whoever reads it
 * as a tree.
 */
final class OutliningParser extends JsonParserDelegate {

	private final BodyOutline outline;

	private int depth;

	private boolean begun;

	private boolean plain = true;

	private boolean room;

	OutliningParser(JsonParser parser, Set<String> outlined) {
		super(parser);
		this.outline = new BodyOutline(outlined);
	}

	/**
	 * Make sure that nothing is left to be read, and return the outline.
	 * @return the outline, or {@code null} if this was not all of a plain body
	 */
	@Nullable BodyOutline finish() {
		boolean complete = this.begun && this.depth == 0 && nextToken() == null;
		boolean timeAtTop = !this.room || !this.outline.text(EventTimes.FIELD).isEmpty();
		return (complete && this.plain && timeAtTop) ? this.outline : null;
	}

	void readAll() {
		while (this.plain && nextToken() != null) {
			continue;
		}
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
		else if (this.depth == 1 && this.plain && token != JsonToken.PROPERTY_NAME && token != JsonToken.END_OBJECT) {
			lookAtField(this.delegate.currentName(), token);
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
		this.plain &= token != JsonToken.START_ARRAY || !name.equals(PushBatch.EVENTS_FIELD);
		this.room |= token == JsonToken.START_OBJECT && name.equals(EventTimes.ROOM);
		if (this.outline.covers(name)) {
			this.outline.put(name, isText(name, token) ? this.delegate.getString() : "");
		}
	}

	private static boolean isText(String name, JsonToken token) {
		return name.equals(JacksonCallbackCodec.COMMAND_FIELD) ? token == JsonToken.VALUE_STRING
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

}
