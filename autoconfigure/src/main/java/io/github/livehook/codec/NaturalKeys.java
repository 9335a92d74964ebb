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

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.verification.Signature;

/**
 * Identifies callbacks by the key fields of the command where the body has them all,
 * otherwise by a hash of the body where the body has an event time. A body with neither
 * has no id: two people may well do the very same thing twice.
 */
final class NaturalKeys {

	// Possessive, so that a long text is looked at once
	private static final Pattern NO_TIME = Pattern.compile("0*+\\.?+0*+([eE][+-]?+\\d++)?+");

	private final CommandCatalog catalog;

	NaturalKeys(CommandCatalog catalog) {
		this.catalog = catalog;
	}

	/**
	 * Return the id of a callback.
	 * @param command the command
	 * @param body the body
	 * @return the id, or {@code null} if there is none
	 */
	@Nullable String idOf(String command, JsonBody body) {
		CallbackCommand known = this.catalog.find(command);
		List<String> key = (known != null) ? values(body, known.keyFields()) : List.of();
		if (!key.isEmpty()) {
			return join(key);
		}
		return NO_TIME.matcher(body.eventTime()).matches() ? null : hash(body.bytes());
	}

	/**
	 * Return the key that a callback is kept in order by.
	 * @param command the command
	 * @param body the body
	 * @return the key, or {@code null} if there is none
	 */
	@Nullable String orderingKeyOf(String command, JsonBody body) {
		CallbackCommand known = this.catalog.find(command);
		List<String> key = (known != null) ? values(body, known.orderFields()) : List.of();
		// Two people have one conversation, whoever has the word
		return key.isEmpty() ? null : join(key.stream().sorted().toList());
	}

	private static List<String> values(JsonBody body, List<String> fields) {
		List<String> values = new ArrayList<>(fields.size());
		for (String field : fields) {
			String value = body.text(field);
			if (value.isEmpty()) {
				return List.of();
			}
			values.add(value);
		}
		return values;
	}

	private static String join(List<String> values) {
		return (values.size() == 1) ? values.get(0)
				: values.stream()
					.map((value) -> URLEncoder.encode(value, StandardCharsets.UTF_8))
					.collect(Collectors.joining("/"));
	}

	static String hash(byte[] bytes) {
		return "sha256:" + HexFormat.of().formatHex(Signature.sha256().digest(bytes));
	}

}
