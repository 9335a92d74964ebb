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

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The reply to a chatbot that calls an interface of the application, see
 * <a href="https://cloud.tencent.com/document/product/269/113786">Tencent's
 * documentation</a>.
 *
 * @param variables the variables of the {@code Body} by their names
 * @since 0.1.0
 */
public record InvocationDecision(Map<String, @Nullable Object> variables) implements Decision {

	/**
	 * The code of a reply.
	 */
	public static final int REPLY = 0;

	public InvocationDecision {
		variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
	}

	/**
	 * Reply with variables.
	 * @param variables the variables by their names
	 * @return the reply
	 */
	public static InvocationDecision reply(Map<String, ?> variables) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>(variables);
		return new InvocationDecision(copy);
	}

	/**
	 * Return the reply of a code, without variables.
	 * @param code the code
	 * @return the reply
	 * @throws IllegalArgumentException if the code is not {@value #REPLY}
	 */
	public static InvocationDecision of(int code) {
		Assert.isTrue(code == REPLY, () -> "The code of a reply to a chatbot is 0, not " + code);
		return reply(Map.of());
	}

	@Override
	public int code() {
		return REPLY;
	}

	@Override
	public String text() {
		return "";
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		return Map.of("Body", this.variables);
	}

}
