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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Where a field is: its name, or the names and indexes on the way to it with dots between
 * them, such as {@code ToRoomList.0.RoomId}.
 *
 * @param text the path
 */
record FieldPath(String text) {

	FieldPath {
		Assert.isTrue(!text.isBlank() && !text.startsWith(".") && !text.endsWith(".") && !text.contains(".."),
				() -> "'" + text + "' is not the path of a field: write its name, such as BattleId, or the way to it, "
						+ "such as FromRoomInfo.RoomId or ToRoomList.0.RoomId");
	}

	@Nullable Object get(Map<String, @Nullable Object> fields) {
		Object value = fields;
		for (String name : names()) {
			value = child(value, name);
		}
		return value;
	}

	void set(Map<String, @Nullable Object> fields, @Nullable Object value) {
		checkValue(value);
		setChild(parent(fields), lastName(), value);
	}

	void remove(Map<String, @Nullable Object> fields) {
		Object parent = parent(fields);
		if (parent instanceof List<?>) {
			asList(parent).remove(index(lastName(), asList(parent).size() - 1));
		}
		else {
			asMap(parent).remove(lastName());
		}
	}

	private Object parent(Map<String, @Nullable Object> fields) {
		Object parent = fields;
		for (String name : names().subList(0, names().size() - 1)) {
			Object child = child(parent, name);
			if (child == null) {
				child = new LinkedHashMap<String, @Nullable Object>();
				setChild(parent, name, child);
			}
			parent = child;
		}
		checkParent(parent);
		return parent;
	}

	private void checkParent(Object parent) {
		Assert.isTrue(parent instanceof Map<?, ?> || parent instanceof List<?>,
				() -> "There is no " + this + ": what is on the way to it is neither an object nor a list");
	}

	private @Nullable Object child(@Nullable Object parent, String name) {
		if (parent instanceof List<?> list) {
			int index = index(name, list.size());
			return (index < list.size()) ? list.get(index) : null;
		}
		return (parent instanceof Map<?, ?> map) ? map.get(name) : null;
	}

	private void setChild(Object parent, String name, @Nullable Object value) {
		checkParent(parent);
		if (!(parent instanceof List<?>)) {
			asMap(parent).put(name, value);
			return;
		}
		List<@Nullable Object> list = asList(parent);
		int index = index(name, list.size());
		if (index == list.size()) {
			list.add(value);
		}
		else {
			list.set(index, value);
		}
	}

	private int index(String name, int highest) {
		Assert.isTrue(name.matches("\\d{1,9}") && Integer.parseInt(name) <= highest, () -> "'" + name + "' in " + this
				+ " is in the place of an index: write a number from 0 to " + highest);
		return Integer.parseInt(name);
	}

	private List<String> names() {
		return List.of(this.text.split("\\."));
	}

	private String lastName() {
		return this.text.substring(this.text.lastIndexOf('.') + 1);
	}

	private void checkValue(@Nullable Object value) {
		boolean json = value == null || value instanceof CharSequence || value instanceof Number
				|| value instanceof Boolean || value instanceof Map<?, ?> || value instanceof Collection<?>;
		Assert.isTrue(json, () -> this + " cannot be set to a " + ((value != null) ? value.getClass().getName() : null)
				+ ": write what Tencent sends, that is a string, a number, a boolean, a map or a list");
	}

	@SuppressWarnings("unchecked") // The names of a JSON object are strings
	private static Map<String, @Nullable Object> asMap(Object value) {
		return (Map<String, @Nullable Object>) value;
	}

	@SuppressWarnings("unchecked") // The elements of a JSON array are anything
	private static List<@Nullable Object> asList(Object value) {
		return (List<@Nullable Object>) value;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
