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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.StringUtils;

import io.github.livehook.codec.OutliningParser.Outline;

/**
 * A body that is a JSON object, in strict UTF-8. The tree of a plain body is built on
 * demand, and the record that is expected is bound in the pass that checks the body.
 */
final class JsonBody {

	static final String COMMAND = "CallbackCommand";

	static final String EVENT_TIME = "EventTime";

	static final String ROOM = "RoomInfo";

	static final String EVENTS = "Events";

	private static final String EVERYTHING_BELOW = "*";

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private final JsonMapper mapper;

	private final BodyLimits limits;

	private final byte[] bytes;

	// Of bytes that are more than ASCII
	private final @Nullable String text;

	// Of a plain body
	private final @Nullable Outline outline;

	private final @Nullable Class<?> expected;

	private @Nullable Object bound;

	private volatile @Nullable ObjectNode tree;

	/**
	 * Read a body.
	 * @param mapper the mapper that reads it
	 * @param limits the limits of what it may hold
	 * @param outlined the fields at the top that the outline has, with their indexes
	 * @param bytes the body
	 * @param expected the type that the payload is likely to have
	 * @throws InvalidBodyException if the body is not a JSON object in UTF-8, or exceeds
	 * the limits
	 */
	JsonBody(JsonMapper mapper, BodyLimits limits, Map<String, Integer> outlined, byte[] bytes,
			@Nullable Class<?> expected) throws InvalidBodyException {
		this.mapper = mapper;
		this.limits = limits;
		this.bytes = bytes;
		this.text = isAscii(bytes) ? null : decode(bytes);
		this.expected = expected;
		Outline outline = (expected != null) ? bindAndOutline(outlined, expected) : null;
		this.outline = (outline != null) ? outline : outline(outlined);
		this.tree = (this.outline != null) ? null : readTree();
	}

	/**
	 * Create a body from a part of another one.
	 * @param whole the other one
	 * @param tree the part
	 */
	private JsonBody(JsonBody whole, ObjectNode tree) {
		this.mapper = whole.mapper;
		this.limits = whole.limits;
		this.bytes = whole.mapper.writeValueAsBytes(tree);
		this.text = null;
		this.expected = null;
		this.outline = null;
		this.tree = tree;
	}

	// NUL is not taken for text, since a parser of bytes guesses UTF-16 from it
	private static boolean isAscii(byte[] bytes) {
		for (byte b : bytes) {
			if (b <= 0) {
				return false;
			}
		}
		return true;
	}

	private static String decode(byte[] bytes) throws InvalidBodyException {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text;
		}
		catch (CharacterCodingException ex) {
			throw new InvalidBodyException("The body is not UTF-8; compressed bodies are not accepted");
		}
	}

	private @Nullable Outline bindAndOutline(Map<String, Integer> outlined, Class<?> expected) {
		try (OutliningParser parser = new OutliningParser(parser(), outlined)) {
			Object bound = this.mapper.readValue(parser, expected);
			Outline outline = parser.finish();
			this.bound = (outline != null) ? bound : null;
			return outline;
		}
		catch (RuntimeException | Error ex) {
			// Thrown again when the payload is read
			return null;
		}
	}

	private @Nullable Outline outline(Map<String, Integer> outlined) throws InvalidBodyException {
		try (OutliningParser parser = new OutliningParser(parser(), outlined)) {
			parser.readAll();
			this.limits.checkBatchSize(parser.events());
			return parser.finish();
		}
		catch (StreamConstraintsException ex) {
			throw this.limits.exceeded();
		}
		catch (JacksonException ex) {
			// Reported when the tree is read next
			return null;
		}
	}

	private JsonParser parser() {
		return (this.text != null) ? this.mapper.createParser(this.text) : this.mapper.createParser(this.bytes);
	}

	private ObjectNode readTree() throws InvalidBodyException {
		try {
			if (this.mapper.readTree((this.text != null) ? this.text
					: new String(this.bytes, StandardCharsets.US_ASCII)) instanceof ObjectNode object) {
				return object;
			}
		}
		catch (StreamConstraintsException | NumberFormatException ex) {
			throw this.limits.exceeded();
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			throw new InvalidBodyException("The body is not valid JSON" + ((location != null)
					? " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr()) : ""));
		}
		throw new InvalidBodyException("The body is JSON, but not an object");
	}

	byte[] bytes() {
		return this.bytes;
	}

	/**
	 * Return the body as a tree.
	 * @return the tree, which is shared
	 */
	ObjectNode tree() {
		ObjectNode tree = this.tree;
		if (tree == null) {
			try {
				tree = readTree();
			}
			catch (InvalidBodyException ex) {
				throw new IllegalStateException("A body with an outline has no tree", ex);
			}
			this.tree = tree;
		}
		return tree;
	}

	/**
	 * Return the tree with the event time at the top, where records have it.
	 * @return the shared tree, or a copy of it
	 */
	ObjectNode treeWithTimeAtTop() {
		ObjectNode tree = tree();
		JsonNode time = tree.path(ROOM).path(EVENT_TIME);
		if (time.isMissingNode() || tree.hasNonNull(EVENT_TIME)) {
			return tree;
		}
		ObjectNode copy = tree.objectNode();
		copy.setAll(tree);
		copy.set(EVENT_TIME, time);
		return copy;
	}

	/**
	 * Return the command that the body names.
	 * @return the command, blank if the body names none
	 */
	String command() {
		return (this.outline != null) ? this.outline.text(COMMAND) : tree().path(COMMAND).stringValue("");
	}

	/**
	 * Return the time of the event: at the top, or in the room, where one page of
	 * {@code Live.CallbackAfterCreateRoom} shows it.
	 * @return the text of the time, empty if there is none
	 */
	String eventTime() {
		if (this.outline != null || tree().hasNonNull(EVENT_TIME)) {
			return text(EVENT_TIME);
		}
		return tree().path(ROOM).path(EVENT_TIME).asString("").strip();
	}

	/**
	 * Return the text of a field.
	 * @param path the path of the field, with dots; {@code *} for everything below
	 * @return the text, empty if there is no scalar
	 */
	String text(String path) {
		if (this.outline != null && this.outline.covers(path)) {
			return this.outline.text(path).strip();
		}
		JsonNode value = tree();
		for (String name : StringUtils.delimitedListToStringArray(path, ".")) {
			if (name.equals(EVERYTHING_BELOW)) {
				return value.toString();
			}
			value = value.path(name);
		}
		return value.asString("").strip();
	}

	/**
	 * Return the events of one of Tencent's pushes, which has no command at the top, and
	 * a list of events that each name their own.
	 * @return a body for each event, empty if this is no push
	 */
	List<JsonBody> events() {
		if (this.outline != null || hasCommand(tree())) {
			return List.of();
		}
		JsonNode events = tree().path(EVENTS);
		return (events.isArray() && events.valueStream().allMatch(JsonBody::hasCommand))
				? events.valueStream().map((event) -> new JsonBody(this, (ObjectNode) event)).toList() : List.of();
	}

	private static boolean hasCommand(JsonNode event) {
		return !event.path(COMMAND).stringValue("").isBlank();
	}

	/**
	 * Bind a plain body.
	 * @param <T> the type
	 * @param type the type
	 * @return the object, {@code null} if only the tree can tell whether and how the body
	 * fits
	 */
	<T> @Nullable T bindPlain(Class<T> type) {
		if (this.outline == null) {
			return null;
		}
		if (type == this.expected && this.bound != null) {
			return type.cast(this.bound);
		}
		try (JsonParser parser = parser()) {
			return this.mapper.readValue(parser, type);
		}
		catch (JacksonException | NumberFormatException ex) {
			return null;
		}
	}

}
