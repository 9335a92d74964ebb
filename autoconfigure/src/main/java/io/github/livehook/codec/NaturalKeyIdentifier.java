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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.util.StringUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CommandCatalog;

/**
 * {@link CallbackIdentifier} that takes the key fields of the command where the body has
 * them all, otherwise a hash of the body where the body carries an event time. A body
 * with neither has no id: two people may well do the very same thing twice.
 */
final class NaturalKeyIdentifier implements CallbackIdentifier {

	// Possessive, so that a long text is looked at once
	private static final Pattern NO_TIME = Pattern.compile("0*+\\.?+0*+([eE][+-]?+\\d++)?+");

	private static final String EVERYTHING_BELOW = "*";

	private final CommandCatalog catalog;

	NaturalKeyIdentifier(CommandCatalog catalog) {
		this.catalog = catalog;
	}

	@Override
	public @Nullable String identify(Callback callback) {
		CallbackCommand command = this.catalog.find(callback.metadata().command());
		List<String> key = (command != null) ? values(callback, command.keyFields()) : List.of();
		if (!key.isEmpty()) {
			return join(key);
		}
		return NO_TIME.matcher(time(callback)).matches() ? null : hash(callback.body());
	}

	private static @Nullable BodyOutline outline(Callback callback) {
		return (callback instanceof DecodedCallback decoded) ? decoded.json().plain() : null;
	}

	private static JsonNode tree(Callback callback) {
		return (callback instanceof DecodedCallback decoded) ? decoded.json().tree() : callback.bodyAs(JsonNode.class);
	}

	private static String time(Callback callback) {
		BodyOutline outline = outline(callback);
		return (outline != null) ? outline.text(EventTimes.FIELD).strip() : text(EventTimes.find(tree(callback)));
	}

	private static List<String> values(Callback callback, List<String> fields) {
		List<String> values = new ArrayList<>(fields.size());
		for (String field : fields) {
			String value = value(callback, field);
			if (value.isEmpty()) {
				return List.of();
			}
			values.add(value);
		}
		return values;
	}

	private static String value(Callback callback, String field) {
		BodyOutline outline = outline(callback);
		if (outline != null && outline.covers(field)) {
			return outline.text(field).strip();
		}
		JsonNode value = tree(callback);
		for (String name : StringUtils.delimitedListToStringArray(field, ".")) {
			if (name.equals(EVERYTHING_BELOW)) {
				return value.toString();
			}
			value = value.path(name);
		}
		return text(value);
	}

	private static String text(JsonNode value) {
		return value.asString("").strip();
	}

	private static String join(List<String> values) {
		return (values.size() == 1) ? values.get(0)
				: values.stream()
					.map((value) -> URLEncoder.encode(value, StandardCharsets.UTF_8))
					.collect(Collectors.joining("/"));
	}

	static String hash(String id) {
		return hash(id.getBytes(StandardCharsets.UTF_8));
	}

	private static String hash(byte[] bytes) {
		return "sha256:" + HexFormat.of().formatHex(Sha256.newDigest().digest(bytes));
	}

}
