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

package io.github.livehook.verification;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The parameters of a raw query string, with case-insensitive names. They are located
 * once, and decoded on demand.
 */
final class QueryParameters {

	private static final int USUAL = 8;

	private final String query;

	private final boolean encoded;

	private int count;

	private int[] starts = new int[USUAL];

	private int[] nameEnds = new int[USUAL];

	private int[] ends = new int[USUAL];

	private @Nullable String[] values = new String[USUAL];

	QueryParameters(@Nullable String query) {
		this.query = (query != null) ? query : "";
		this.encoded = this.query.indexOf('%') != -1 || this.query.indexOf('+') != -1;
		for (int start = 0; start < this.query.length(); start = this.ends[this.count++] + 1) {
			ensureRoom();
			this.starts[this.count] = start;
			this.ends[this.count] = indexOf('&', start, this.query.length());
			this.nameEnds[this.count] = indexOf('=', start, this.ends[this.count]);
		}
	}

	private void ensureRoom() {
		if (this.count == this.starts.length) {
			this.starts = Arrays.copyOf(this.starts, 2 * this.count);
			this.nameEnds = Arrays.copyOf(this.nameEnds, 2 * this.count);
			this.ends = Arrays.copyOf(this.ends, 2 * this.count);
			this.values = Arrays.copyOf(this.values, 2 * this.count);
		}
	}

	private int indexOf(char character, int from, int end) {
		int index = from;
		while (index < end && this.query.charAt(index) != character) {
			index++;
		}
		return index;
	}

	/**
	 * Return the values of a parameter.
	 * @param name the name, case-insensitive
	 * @return the values in their order
	 */
	List<String> values(String name) {
		int first = find(name, 0);
		if (first == -1) {
			return List.of();
		}
		return (find(name, first + 1) == -1) ? List.of(value(first)) : allValues(name);
	}

	private List<String> allValues(String name) {
		List<String> values = new ArrayList<>();
		for (int i = find(name, 0); i != -1; i = find(name, i + 1)) {
			values.add(value(i));
		}
		return values;
	}

	/**
	 * Return the first value of a parameter.
	 * @param name the name, case-insensitive
	 * @return the value, or {@code null} if the parameter is not there
	 */
	@Nullable String first(String name) {
		int i = find(name, 0);
		return (i != -1) ? value(i) : null;
	}

	private int find(String name, int from) {
		for (int i = from; i < this.count; i++) {
			if (hasName(i, name)) {
				return i;
			}
		}
		return -1;
	}

	// Most names are not encoded, and then nothing is copied
	private boolean hasName(int i, String name) {
		int start = this.starts[i];
		int length = this.nameEnds[i] - start;
		if (length == name.length() && this.query.regionMatches(true, start, name, 0, length)) {
			return true;
		}
		return this.encoded && length > name.length()
				&& name.equalsIgnoreCase(decode(this.query.substring(start, this.nameEnds[i])));
	}

	private String value(int i) {
		String value = this.values[i];
		if (value == null) {
			value = read(i);
			this.values[i] = value;
		}
		return value;
	}

	private String read(int i) {
		int nameEnd = this.nameEnds[i];
		if (nameEnd == this.ends[i]) {
			return "";
		}
		String value = this.query.substring(nameEnd + 1, this.ends[i]);
		return this.encoded ? decode(value) : value;
	}

	private static String decode(String text) {
		try {
			return StringUtils.uriDecode(text.replace('+', ' '), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
