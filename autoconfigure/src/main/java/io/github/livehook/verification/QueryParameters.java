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

	private final List<Parameter> parameters = new ArrayList<>();

	QueryParameters(@Nullable String query) {
		int start = 0;
		while (query != null && start < query.length()) {
			int end = query.indexOf('&', start);
			end = (end != -1) ? end : query.length();
			add(query.substring(start, end));
			start = end + 1;
		}
	}

	private void add(String pair) {
		if (pair.isEmpty()) {
			return;
		}
		int equals = pair.indexOf('=');
		this.parameters
			.add((equals != -1) ? new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)))
					: new Parameter(decode(pair), ""));
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

	List<String> values(String name) {
		List<String> values = new ArrayList<>(1);
		for (Parameter parameter : this.parameters) {
			if (parameter.name().equalsIgnoreCase(name)) {
				values.add(parameter.value());
			}
		}
		return values;
	}

	@Nullable String first(String name) {
		for (Parameter parameter : this.parameters) {
			if (parameter.name().equalsIgnoreCase(name)) {
				return parameter.value();
			}
		}
		return null;
	}

	private record Parameter(String name, String value) {

	}

}
