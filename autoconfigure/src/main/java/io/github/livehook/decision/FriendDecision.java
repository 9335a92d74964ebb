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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The decision on friends to be, one for each of them, when a user wants to
 * <a href="https://trtc.io/document/43468">add</a> them or
 * <a href="https://trtc.io/document/43467">responds</a> to them. Tencent ignores an
 * {@code ErrorCode} here, so {@link #code()} is always 0, and the response names each
 * friend of the request.
 *
 * @param otherCode the {@code ResultCode} of all friends that are not named:
 * {@value #ALLOW}, or {@value #LOWEST_CODE} to {@value #HIGHEST_CODE}
 * @param otherText the {@code ResultInfo} of these, empty for none
 * @param results the decisions on single friends
 * @since 0.1.0
 */
public record FriendDecision(int otherCode, String otherText, List<FriendResult> results) implements Decision {

	/**
	 * The code that allows a friend.
	 */
	public static final int ALLOW = 0;

	/**
	 * The code that rejects a friend without a reason, sent as {@value #LOWEST_CODE}.
	 */
	public static final int REJECT = 1;

	/**
	 * The lowest code of a rejection.
	 */
	public static final int LOWEST_CODE = 38000;

	/**
	 * The highest code of a rejection.
	 */
	public static final int HIGHEST_CODE = 39000;

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public FriendDecision {
		otherCode = sent(otherCode);
		Assert.notNull(otherText, "'otherText' must not be null");
		results = List.copyOf(results);
	}

	/**
	 * Allow all friends.
	 * @return the decision
	 */
	public static FriendDecision allow() {
		return of(ALLOW);
	}

	/**
	 * Reject all friends with a reason.
	 * @param text the text
	 * @return the decision
	 */
	public static FriendDecision reject(String text) {
		return reject(LOWEST_CODE, text);
	}

	/**
	 * Reject all friends with a code and a reason.
	 * @param code the code, {@value #LOWEST_CODE} to {@value #HIGHEST_CODE}
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is another one
	 */
	public static FriendDecision reject(int code, String text) {
		Assert.isTrue(code != ALLOW, "A rejection has a code that is not 0");
		return new FriendDecision(code, text, List.of());
	}

	/**
	 * Return the decision of a code on all friends, without a text.
	 * @param code the code
	 * @return the decision
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public static FriendDecision of(int code) {
		return new FriendDecision(code, "", List.of());
	}

	/**
	 * Return the decision on all friends that is the same as a general one.
	 * @param decision the general decision, without further fields
	 * @return the decision
	 * @throws IllegalArgumentException if Tencent documents no such code or field
	 */
	static FriendDecision of(CallbackDecision decision) {
		Assert.isTrue(decision.fields().isEmpty(),
				"A decision on friends has no further fields: use FriendDecision to decide on single ones");
		return new FriendDecision(decision.code(), decision.text(), List.of());
	}

	/**
	 * Return this decision with a rejection of one friend.
	 * @param account the user id of the friend, one of the request
	 * @param text the text
	 * @return the decision
	 */
	public FriendDecision withRejected(String account, String text) {
		return withRejected(account, LOWEST_CODE, text);
	}

	/**
	 * Return this decision with a rejection of one friend.
	 * @param account the user id of the friend, one of the request
	 * @param code the code, {@value #LOWEST_CODE} to {@value #HIGHEST_CODE}
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is another one
	 */
	public FriendDecision withRejected(String account, int code, String text) {
		Assert.isTrue(code != ALLOW, "A rejection has a code that is not 0");
		return with(new FriendResult(account, code, text));
	}

	/**
	 * Return this decision with one friend allowed.
	 * @param account the user id of the friend, one of the request
	 * @return the decision
	 */
	public FriendDecision withAllowed(String account) {
		return with(new FriendResult(account, ALLOW, ""));
	}

	private FriendDecision with(FriendResult result) {
		List<FriendResult> results = new ArrayList<>(this.results);
		results.removeIf((other) -> other.account().equals(result.account()));
		results.add(result);
		return new FriendDecision(this.otherCode, this.otherText, results);
	}

	private static int sent(int code) {
		int sent = (code == REJECT) ? LOWEST_CODE : code;
		Assert.isTrue(sent == ALLOW || CodeRange.FRIEND.contains(sent),
				() -> "The code of a friend decision is 0 (allow), 1 (reject) or 38000 to 39000, not " + code);
		return sent;
	}

	@Override
	public int code() {
		return ALLOW;
	}

	@Override
	public String text() {
		return "";
	}

	@Override
	public Decision toResponse(DecisionKind<?> kind, Supplier<List<String>> accounts) {
		Map<String, FriendResult> named = new LinkedHashMap<>();
		this.results.forEach((result) -> named.put(result.account(), result));
		List<String> asked = accounts.get();
		// Whom it was meant for would become a friend
		Assert.isTrue(asked.containsAll(named.keySet()), "The decision names an account that the request does not");
		Assert.isTrue(this.otherCode == ALLOW || !asked.isEmpty(),
				"Nobody can be rejected, because the request names no account that can be read");
		return new FriendDecision(this.otherCode, this.otherText, asked.stream()
			.map((account) -> named.getOrDefault(account, new FriendResult(account, this.otherCode, this.otherText)))
			.toList());
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		return Map.of("ResultItem", this.results.stream().map(FriendResult::fields).toList());
	}

	/**
	 * The decision on one friend.
	 *
	 * @param account the user id of the friend
	 * @param code the {@code ResultCode}: {@value #ALLOW}, or {@value #LOWEST_CODE} to
	 * {@value #HIGHEST_CODE}
	 * @param text the {@code ResultInfo}, empty for none
	 */
	public record FriendResult(String account, int code, String text) {

		/**
		 * Create a decision.
		 * @throws IllegalArgumentException if the code is none that Tencent documents
		 */
		public FriendResult {
			Assert.notNull(account, "'account' must not be null");
			code = sent(code);
			Assert.notNull(text, "'text' must not be null");
		}

		private Map<String, Object> fields() {
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("To_Account", this.account);
			fields.put("ResultCode", this.code);
			fields.put("ResultInfo", this.text);
			return fields;
		}

	}

}
