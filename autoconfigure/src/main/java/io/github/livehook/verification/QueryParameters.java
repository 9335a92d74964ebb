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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * The parameters of a raw query string, found whatever the case of their names.
 */
final class QueryParameters {

	private final String query;

	private final boolean encoded;

	QueryParameters(@Nullable String query) {
		this.query = (query != null) ? query : "";
		this.encoded = this.query.indexOf('%') != -1;
	}

	/**
	 * Return the values of a parameter.
	 * @param name the name, whatever its case
	 * @return the values in their order
	 */
	List<String> values(String name) {
		List<String> values = new ArrayList<>(1);
		for (int start = find(name, 0); start != -1; start = find(name, end(start) + 1)) {
			values.add(value(start));
		}
		return values;
	}

	/**
	 * Return the first value of a parameter.
	 * @param name the name, whatever its case
	 * @return the value, or {@code null} if the parameter is not there
	 */
	@Nullable String first(String name) {
		int start = find(name, 0);
		return (start != -1) ? value(start) : null;
	}

	private int find(String name, int from) {
		int start = from;
		while (start < this.query.length()) {
			if (hasName(start, name)) {
				return start;
			}
			start = end(start) + 1;
		}
		return -1;
	}

	// Most names are not encoded, and then nothing is copied
	private boolean hasName(int start, String name) {
		int end = nameEnd(start);
		if (end - start == name.length() && this.query.regionMatches(true, start, name, 0, name.length())) {
			return true;
		}
		return this.encoded && end - start > name.length()
				&& name.equalsIgnoreCase(decode(this.query.substring(start, end)));
	}

	private int end(int start) {
		int end = this.query.indexOf('&', start);
		return (end != -1) ? end : this.query.length();
	}

	private int nameEnd(int start) {
		int end = start;
		while (end < this.query.length() && this.query.charAt(end) != '=' && this.query.charAt(end) != '&') {
			end++;
		}
		return end;
	}

	private String value(int start) {
		int nameEnd = nameEnd(start);
		int end = end(start);
		return (nameEnd < end) ? decode(this.query.substring(nameEnd + 1, end)) : "";
	}

	private static String decode(String text) {
		if (text.indexOf('%') == -1 && text.indexOf('+') == -1) {
			return text;
		}
		try {
			return StringUtils.uriDecode(text.replace('+', ' '), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

}
