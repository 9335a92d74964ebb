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

import org.springframework.util.Assert;

/**
 * The decision whether a gift may be sent, see
 * <a href="https://trtc.io/document/72210">Tencent's documentation</a>. The client sees
 * code and text of a rejection that has a code of its own.
 *
 * @param code the {@code ErrorCode}: {@value #ALLOW}, {@value #REJECT}, or
 * {@value #LOWEST_CODE} to {@value #HIGHEST_CODE}
 * @param text the {@code ErrorInfo}, empty for none
 * @since 0.1.0
 */
public record GiftDecision(int code, String text) implements Decision {

	/**
	 * The code that lets a gift be sent.
	 */
	public static final int ALLOW = 0;

	/**
	 * The code that rejects a gift without a reason.
	 */
	public static final int REJECT = 1;

	/**
	 * The lowest code that the client sees.
	 */
	public static final int LOWEST_CODE = 102100;

	/**
	 * The highest code that the client sees.
	 */
	public static final int HIGHEST_CODE = 102200;

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public GiftDecision {
		boolean own = code >= LOWEST_CODE && code <= HIGHEST_CODE;
		Assert.isTrue(code == ALLOW || code == REJECT || own,
				() -> "The code of a gift decision is 0 (allow), 1 (reject) or 102100 to 102200, not " + code);
		Assert.notNull(text, "'text' must not be null");
	}

	/**
	 * Let the gift be sent.
	 * @return the decision
	 */
	public static GiftDecision allow() {
		return of(ALLOW);
	}

	/**
	 * Reject the gift without a reason.
	 * @return the decision
	 */
	public static GiftDecision reject() {
		return of(REJECT);
	}

	/**
	 * Reject the gift with a reason that the client sees.
	 * @param code the code, {@value #LOWEST_CODE} to {@value #HIGHEST_CODE}; the client
	 * does not see the reason of a {@value #REJECT}
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is another one
	 */
	public static GiftDecision reject(int code, String text) {
		Assert.isTrue(code != ALLOW, "A rejection has a code that is not 0");
		return new GiftDecision(code, text);
	}

	/**
	 * Return the decision of a code, without a text.
	 * @param code the code
	 * @return the decision
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public static GiftDecision of(int code) {
		return new GiftDecision(code, "");
	}

}
