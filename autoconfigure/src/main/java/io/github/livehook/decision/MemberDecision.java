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

import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import org.springframework.util.Assert;

/**
 * The decision on users who are to become members of a
 * <a href="https://trtc.io/document/34371">group</a> or subscribers of an
 * <a href="https://trtc.io/document/60799">official account</a>: all of them, none, or
 * all but some. The operator sees code and text of a rejection of all that has a code of
 * its own: 10100 to 10200 for groups, 120001 to 130000 for official accounts.
 *
 * @param code the {@code ErrorCode}: {@value #ALLOW}, {@value #REJECT}, or one that the
 * operator sees; {@value #REJECT} with a text is sent as the lowest of these
 * @param text the {@code ErrorInfo}, empty for none
 * @param refusedAccounts the user ids of those who are refused if the others are allowed
 * @since 0.1.0
 */
public record MemberDecision(int code, String text, List<String> refusedAccounts) implements Decision {

	/**
	 * The code that allows all who are not refused one by one.
	 */
	public static final int ALLOW = 0;

	/**
	 * The code that rejects all without a reason.
	 */
	public static final int REJECT = 1;

	private static final String OF_GROUP = "RefusedMembers_Account";

	private static final String OF_OFFICIAL_ACCOUNT = "RefusedSubscribers_Account";

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if the code is none that Tencent documents, or
	 * rejects all as well as some
	 */
	public MemberDecision {
		boolean own = CodeRange.GROUP.contains(code) || CodeRange.C2C.contains(code);
		Assert.isTrue(code == ALLOW || code == REJECT || own,
				() -> "The code of a member decision is 0 (allow), 1 (reject), 10100 to 10200 for groups "
						+ "or 120001 to 130000 for official accounts, not " + code);
		Assert.notNull(text, "'text' must not be null");
		refusedAccounts = List.copyOf(refusedAccounts);
		Assert.isTrue(code == ALLOW || refusedAccounts.isEmpty(),
				"A decision that rejects all names no single accounts");
	}

	/**
	 * Allow all.
	 * @return the decision
	 */
	public static MemberDecision allow() {
		return of(ALLOW);
	}

	/**
	 * Allow all but some.
	 * @param accounts the user ids of those who are refused, all of the request
	 * @return the decision
	 */
	public static MemberDecision allowExcept(Collection<String> accounts) {
		return new MemberDecision(ALLOW, "", List.copyOf(accounts));
	}

	/**
	 * Reject all without a reason.
	 * @return the decision
	 */
	public static MemberDecision reject() {
		return of(REJECT);
	}

	/**
	 * Reject all with a reason that the operator sees, and with the lowest code that
	 * Tencent documents for the command.
	 * @param text the text
	 * @return the decision
	 */
	public static MemberDecision reject(String text) {
		return reject(REJECT, text);
	}

	/**
	 * Reject all with a code and a reason that the operator sees.
	 * @param code the code, 10100 to 10200 for groups and 120001 to 130000 for official
	 * accounts; {@value #REJECT} stands for the lowest of these
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is another one
	 */
	public static MemberDecision reject(int code, String text) {
		Assert.isTrue(code != ALLOW, "A rejection has a code that is not 0");
		return new MemberDecision(code, text, List.of());
	}

	/**
	 * Return the decision of a code, without a text.
	 * @param code the code
	 * @return the decision
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public static MemberDecision of(int code) {
		return new MemberDecision(code, "", List.of());
	}

	@Override
	public Decision toResponse(DecisionKind<?> kind, Supplier<List<String>> accounts) {
		CodeRange own = kind.ownCodes();
		if (this.code == REJECT && !this.text.isEmpty() && own != null) {
			return reject(own.lowest(), this.text);
		}
		if (this.refusedAccounts.isEmpty()) {
			return this;
		}
		// Whom it was meant for would be let in
		Assert.isTrue(accounts.get().containsAll(this.refusedAccounts),
				"The decision names an account that the request does not");
		return CallbackDecision.allow()
			.withField((kind == DecisionKind.SUBSCRIPTION) ? OF_OFFICIAL_ACCOUNT : OF_GROUP, this.refusedAccounts);
	}

}
