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

package io.github.livehook.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The decision on before-callbacks that have no decision type of their own. Tencent
 * documents the codes for each command: 0, 1 and 10100 to 10200 for {@code Group.*}, 0, 1
 * and 120001 to 130000 for {@code OfficialAccount.*}, and 0 and 38000 to 39000 for each
 * friend in {@code Sns.*}, where 1 is sent as 38000. Another code is a failure of the
 * handler, unless Livehook does not know the command.
 *
 * @param code the {@code ErrorCode}, {@value #ALLOW} to let it happen
 * @param text the {@code ErrorInfo}, empty for none
 * @param fields the further fields of the response by their names
 * @since 0.1.0
 */
public record CallbackDecision(int code, String text, Map<String, @Nullable Object> fields) implements Decision {

	/**
	 * The code that lets it happen.
	 */
	public static final int ALLOW = 0;

	private static final Set<String> OF_EVERY_RESPONSE = Set.of("ActionStatus", "ErrorCode", "ErrorInfo");

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if a field is one that every response has
	 */
	public CallbackDecision {
		Assert.notNull(text, "'text' must not be null");
		fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
		for (String name : OF_EVERY_RESPONSE) {
			Assert.isTrue(!fields.containsKey(name), () -> "Every response has the field " + name + " already");
		}
	}

	/**
	 * Let it happen.
	 * @return the decision
	 */
	public static CallbackDecision allow() {
		return of(ALLOW);
	}

	/**
	 * Reject it.
	 * @param code the code, not 0
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is 0
	 */
	public static CallbackDecision reject(int code, String text) {
		Assert.isTrue(code != ALLOW, "A rejection has a code that is not 0");
		return new CallbackDecision(code, text, Map.of());
	}

	/**
	 * Return the decision of a code, without a text.
	 * @param code the code
	 * @return the decision
	 */
	public static CallbackDecision of(int code) {
		return new CallbackDecision(code, "", Map.of());
	}

	/**
	 * Return this decision with a further field in the response.
	 * @param name the name of the field
	 * @param value the value, anything that can be written as JSON
	 * @return the decision
	 * @throws IllegalArgumentException if the field is one that every answer has
	 */
	public CallbackDecision withField(String name, @Nullable Object value) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>(this.fields);
		fields.put(name, value);
		return new CallbackDecision(this.code, this.text, fields);
	}

}
