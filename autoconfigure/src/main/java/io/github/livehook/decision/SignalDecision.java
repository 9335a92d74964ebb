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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The reply to a signal that a user sends to a chatbot, see
 * <a href="https://cloud.tencent.com/document/product/1047/59057">Tencent's
 * documentation</a>.
 *
 * @param code the {@code ErrorCode}: {@value #REPLY} or {@value #IGNORE}
 * @param data the {@code RspData}, which the response has in any case
 * @since 0.1.0
 */
public record SignalDecision(int code, String data) implements Decision {

	/**
	 * The code of a reply.
	 */
	public static final int REPLY = 0;

	/**
	 * The code that makes Tencent ignore the data.
	 */
	public static final int IGNORE = 1;

	/**
	 * Create a reply.
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public SignalDecision {
		Assert.isTrue(code == REPLY || code == IGNORE,
				() -> "The code of a reply to a signal is 0 (reply) or 1 (ignore), not " + code);
		Assert.notNull(data, "'data' must not be null");
	}

	/**
	 * Reply with data.
	 * @param data the data
	 * @return the reply
	 */
	public static SignalDecision reply(String data) {
		return new SignalDecision(REPLY, data);
	}

	/**
	 * Do not reply.
	 * @return the reply
	 */
	public static SignalDecision ignore() {
		return of(IGNORE);
	}

	/**
	 * Return the reply of a code, without data.
	 * @param code the code
	 * @return the reply
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public static SignalDecision of(int code) {
		return new SignalDecision(code, "");
	}

	@Override
	public String text() {
		return "";
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		return Map.of("RspData", this.data);
	}

}
