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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.verification.Signature;

/**
 * Recognises duplicates. The signature does not cover the body, so neither a key nor a
 * {@code RequestID} is enough: a forgery that holds the key of a genuine callback would
 * silence it. The same bytes are.
 */
final class DuplicateKeys {

	private static final Duration LONGEST_WAY = Duration.ofHours(1);

	private final JsonMapper mapper;

	private final CommandCatalog catalog;

	private final boolean byId;

	/**
	 * Create keys.
	 * @param mapper the mapper that writes bodies
	 * @param catalog the commands
	 * @param byId whether the id of a callback alone decides
	 */
	DuplicateKeys(JsonMapper mapper, CommandCatalog catalog, boolean byId) {
		this.mapper = mapper;
		this.catalog = catalog;
		this.byId = byId;
	}

	/**
	 * Return the key that a callback shares with its duplicates only.
	 * @param metadata the metadata, with the id of the callback
	 * @param body the body
	 * @param position the position among the events of the request
	 * @return the key, or {@code null} if there are no duplicates: two people may well do
	 * the very same thing twice
	 */
	@Nullable UUID keyOf(CallbackMetadata metadata, JsonBody body, int position) {
		if (this.catalog.decisionOf(metadata.command()) != null) {
			return null;
		}
		String id = metadata.callbackId();
		if (this.byId) {
			return (id != null) ? hash(metadata, "id", bytes(id)) : null;
		}
		if (id != null) {
			return hash(metadata, "body", body);
		}
		// One request may report the very same thing twice
		return (metadata.requestId() != null) ? hash(metadata, position + " of " + metadata.requestId(), body) : null;
	}

	private UUID hash(CallbackMetadata metadata, String kind, JsonBody body) {
		CallbackCommand command = this.catalog.find(metadata.command());
		List<String> restamped = (command != null) ? command.restampedFields() : List.of();
		if (restamped.isEmpty()) {
			return hash(metadata, kind, body.bytes());
		}
		ObjectNode copy = copyOf(body.tree(), restamped);
		// A forgery that fails because of such a field must not silence the genuine
		// callback
		List<String> left = restamped.stream().filter((field) -> removeStamp(copy, field, metadata)).toList();
		return hash(metadata, kind + " without " + left, this.mapper.writeValueAsBytes(copy));
	}

	private static ObjectNode copyOf(ObjectNode body, List<String> fields) {
		if (fields.stream().anyMatch((field) -> field.indexOf('.') != -1)) {
			return body.deepCopy();
		}
		ObjectNode copy = body.objectNode();
		copy.setAll(body);
		return copy;
	}

	private static boolean removeStamp(ObjectNode body, String field, CallbackMetadata metadata) {
		JsonPointer pointer = JsonPointer.compile("/" + field.replace('.', '/'));
		return isStamp(body.at(pointer), metadata)
				&& ((ObjectNode) body.at(pointer.head())).remove(pointer.last().getMatchingProperty()) != null;
	}

	private static boolean isStamp(JsonNode value, CallbackMetadata metadata) {
		return value.isIntegralNumber() && value.canConvertToLong()
				&& Duration.between(Instant.ofEpochMilli(value.longValue()), metadata.receivedAt())
					.abs()
					.compareTo(LONGEST_WAY) < 0;
	}

	private static UUID hash(CallbackMetadata metadata, String kind, byte[] content) {
		MessageDigest digest = Signature.sha256();
		for (byte[] part : List.of(bytes(metadata.sdkAppId()), bytes(metadata.command()), bytes(kind), content)) {
			digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
			digest.update(part);
		}
		ByteBuffer hash = ByteBuffer.wrap(digest.digest());
		return new UUID(hash.getLong(), hash.getLong());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
