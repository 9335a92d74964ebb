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

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body that is a JSON object. The tree of a plain one is built only for those who want
 * it, and its record is bound at once if it is the expected one.
 */
final class JsonBody {

	private final JsonMapper mapper;

	private final byte[] bytes;

	// Of bytes that are more than ASCII
	private final @Nullable String text;

	private final @Nullable BodyOutline outline;

	private volatile @Nullable ObjectNode tree;

	private final @Nullable Class<?> expected;

	// Of the expected type, if it was one pass for both
	private @Nullable Object bound;

	private JsonBody(JsonMapper mapper, Set<String> outlined, byte[] bytes, @Nullable Class<?> expected)
			throws InvalidBodyException {
		this.mapper = mapper;
		this.bytes = bytes;
		this.text = BodyText.beyondAscii(bytes);
		this.expected = expected;
		BodyOutline outline = (expected != null) ? bindAndOutline(outlined, expected) : null;
		this.outline = (outline != null) ? outline : outline(outlined);
		this.tree = (this.outline != null) ? null : readTree();
	}

	private JsonBody(JsonMapper mapper, ObjectNode tree) {
		this.mapper = mapper;
		this.bytes = mapper.writeValueAsBytes(tree);
		this.text = null;
		this.expected = null;
		this.outline = null;
		this.tree = tree;
	}

	/**
	 * Read a body.
	 * @param mapper what reads it
	 * @param outlined the fields at the top that are asked for most
	 * @param bytes the body
	 * @param expected what it is likely to be bound to
	 * @return the body, known to be a JSON object
	 * @throws InvalidBodyException if it is not one
	 */
	static JsonBody read(JsonMapper mapper, Set<String> outlined, byte[] bytes, @Nullable Class<?> expected)
			throws InvalidBodyException {
		return new JsonBody(mapper, outlined, bytes, expected);
	}

	/**
	 * Make a body of a part of another one.
	 * @param mapper what writes it
	 * @param tree the part
	 * @return the body
	 */
	static JsonBody of(JsonMapper mapper, ObjectNode tree) {
		return new JsonBody(mapper, tree);
	}

	private @Nullable BodyOutline bindAndOutline(Set<String> outlined, Class<?> expected) {
		try (OutliningParser parser = new OutliningParser(parser(), outlined)) {
			Object bound = this.mapper.readValue(parser, expected);
			BodyOutline outline = parser.finish();
			this.bound = (outline != null) ? bound : null;
			return outline;
		}
		catch (RuntimeException | Error ex) {
			// Thrown again to whoever wants the record
			return null;
		}
	}

	private @Nullable BodyOutline outline(Set<String> outlined) {
		try (OutliningParser parser = new OutliningParser(parser(), outlined)) {
			parser.readAll();
			return parser.finish();
		}
		catch (JacksonException ex) {
			// The tree is read next, and tells what is wrong
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
		catch (NumberFormatException ex) {
			throw new InvalidBodyException("The body holds a number that is too large");
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			throw new InvalidBodyException("The body is not valid JSON, or nested too deeply" + ((location != null)
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
				throw new IllegalStateException("What has an outline has a tree", ex);
			}
			this.tree = tree;
		}
		return tree;
	}

	/**
	 * Return what was seen of the body.
	 * @return the outline, {@code null} if the body is not plain and only its tree tells
	 * everything
	 */
	@Nullable BodyOutline plain() {
		return this.outline;
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
