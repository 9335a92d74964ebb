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

package io.github.livehook.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.util.Assert;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * The body of a {@link CallbackRequest}.
 *
 * @param bytes the body
 * @param raw whether it is sent as it is, whatever it lacks
 * @param named the fields that a test has said something of
 */
record CallbackBody(byte[] bytes, boolean raw, Set<String> named) {

	private static final String WILDCARD = ".*";

	private static final String COMMAND = "CallbackCommand";

	private static final String EVENTS = "Events";

	static CallbackBody of(CallbackPayload event) {
		boolean known = event instanceof UnknownCallback
				|| CommandCatalog.standard().findByPayloadType(event.getClass()) != null;
		Assert.isTrue(known, () -> event.getClass().getName() + " is not the record of a command that Livehook knows. "
				+ "Write CallbackRequest.raw(\"{...}\") or .json(\"...\"), with .command(\"...\")");
		return new CallbackBody(JsonFields.write(event), false, Set.of());
	}

	static CallbackBody json(String json) {
		return new CallbackBody(json.getBytes(StandardCharsets.UTF_8), false, Set.of());
	}

	static CallbackBody file(String location) {
		Resource resource = new DefaultResourceLoader().getResource(location);
		Assert.isTrue(resource.exists(), () -> "There is no " + resource.getDescription()
				+ ". Write the place on the class path, or file: and the path of a file");
		try {
			return json(resource.getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static CallbackBody raw(String body) {
		return new CallbackBody(body.getBytes(StandardCharsets.UTF_8), true, Set.of());
	}

	CallbackBody with(String path, @Nullable Object value) {
		return change(path, (fields) -> new FieldPath(path).set(fields, value));
	}

	CallbackBody withJson(String path, String json) {
		try {
			return with(path, JsonFields.readValue(json));
		}
		catch (InvalidBodyException ex) {
			throw new IllegalArgumentException("The value of " + path + " is not JSON: write for example 5, true, "
					+ "\"text\" or [\"a\"], or use .with(\"" + path + "\", ...)", ex);
		}
	}

	CallbackBody without(String path) {
		return change(path, new FieldPath(path)::remove);
	}

	CallbackBody withCommand(String command) {
		return this.raw ? this : with(COMMAND, command);
	}

	/**
	 * Make it another event.
	 * @param command the command of the request, for bodies that name none
	 * @return the body
	 */
	CallbackBody distinct(@Nullable String command) {
		Map<String, @Nullable Object> fields = fields();
		for (Event event : events(fields)) {
			DistinctEvents.makeDistinct(event.fields(), keyFields(event.fields(), command),
					(field) -> this.named.contains(event.path() + field));
		}
		return new CallbackBody(JsonFields.write(fields), this.raw, this.named);
	}

	private CallbackBody change(String path, Consumer<Map<String, @Nullable Object>> change) {
		Map<String, @Nullable Object> fields = fields();
		change.accept(fields);
		Set<String> named = new LinkedHashSet<>(this.named);
		named.add(path);
		return new CallbackBody(JsonFields.write(fields), this.raw, named);
	}

	private Map<String, @Nullable Object> fields() {
		try {
			return JsonFields.read(this.bytes);
		}
		catch (InvalidBodyException ex) {
			throw new IllegalStateException("The body is not a JSON object" + (this.raw
					? ", so its fields cannot be changed: put into the text given to raw(...) what is to be sent"
					: ": write one into the file"), ex);
		}
	}

	/**
	 * Return the command that the body names.
	 * @return the command, empty if there is none
	 */
	String command() {
		try {
			return (JsonFields.read(this.bytes).get(COMMAND) instanceof String command) ? command : "";
		}
		catch (InvalidBodyException ex) {
			return "";
		}
	}

	/**
	 * Return the bytes, if nothing is missing that would make the test one of something
	 * else.
	 * @param command the command of the request, for bodies that name none
	 * @return a copy of the bytes
	 * @throws IllegalStateException if the body lacks what identifies the event
	 */
	byte[] checkedBytes(@Nullable String command) {
		if (!this.raw) {
			check(command);
		}
		return this.bytes.clone();
	}

	private void check(@Nullable String command) {
		for (Event event : events(fields())) {
			keyFields(event.fields(), command).forEach((field) -> check(event, field, command));
		}
	}

	private void check(Event event, String field, @Nullable String command) {
		String key = event.path() + field;
		Assert.state(new FieldPath(field).get(event.fields()) != null || this.named.contains(key),
				() -> "%s has no %s, which identifies the event. Write .with(\"%s\", ...), start from "
					.formatted(event.fields().getOrDefault(COMMAND, command), key, key)
						+ "CallbackRequest.sample(...), or, if it is to be missing, .without(\"" + key + "\")");
	}

	@SuppressWarnings("unchecked") // The names of a JSON object are strings
	private static List<Event> events(Map<String, @Nullable Object> fields) {
		if (fields.containsKey(COMMAND) || !(fields.get(EVENTS) instanceof List<?> list)) {
			return List.of(new Event("", fields));
		}
		List<Event> events = new ArrayList<>();
		for (int i = 0; i < list.size(); i++) {
			if (list.get(i) instanceof Map<?, ?> event) {
				events.add(new Event(EVENTS + "." + i + ".", (Map<String, @Nullable Object>) event));
			}
		}
		return events;
	}

	private static List<String> keyFields(Map<String, @Nullable Object> event, @Nullable String command) {
		CallbackCommand known = CommandCatalog.standard().find(String.valueOf(event.getOrDefault(COMMAND, command)));
		return (known != null) ? known.keyFields().stream().map(CallbackBody::withoutWildcard).toList() : List.of();
	}

	private static String withoutWildcard(String keyField) {
		return keyField.endsWith(WILDCARD) ? keyField.substring(0, keyField.length() - WILDCARD.length()) : keyField;
	}

	/**
	 * An event of a body, which has several only if it is a batch.
	 *
	 * @param path the path to its fields, empty if it is the body itself
	 * @param fields its fields
	 */
	private record Event(String path, Map<String, @Nullable Object> fields) {

	}

}
