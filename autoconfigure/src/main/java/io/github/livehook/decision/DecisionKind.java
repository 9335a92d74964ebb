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

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The kind of decision of a before-callback.
 *
 * @param <D> the type of the decision
 * @param type the type of the decision
 * @param ofCode the factory of decisions by code, which throws
 * {@link IllegalArgumentException} for an unknown code
 * @param onFailure the code that Tencent documents for failures
 * @param commonCodes the codes that mean the same in every family of commands
 * @param ownCodes the codes that the application may reject with, {@code null} for none
 * @since 0.1.0
 */
public record DecisionKind<D extends Decision>(Class<D> type, IntFunction<D> ofCode, int onFailure,
		CodeRange commonCodes, @Nullable CodeRange ownCodes) {

	/**
	 * The decision on a gift.
	 */
	public static final DecisionKind<GiftDecision> GIFT = new DecisionKind<>(GiftDecision.class, GiftDecision::of,
			GiftDecision.REJECT, CodeRange.ALLOW_OR_REJECT, CodeRange.GIFT);

	/**
	 * The decision on a message to a group.
	 */
	public static final DecisionKind<MessageDecision> GROUP_MESSAGE = message(CodeRange.GROUP);

	/**
	 * The decision on a message to a user.
	 */
	public static final DecisionKind<MessageDecision> PRIVATE_MESSAGE = message(CodeRange.C2C);

	/**
	 * The decision on a message of an official account.
	 */
	public static final DecisionKind<MessageDecision> OFFICIAL_MESSAGE = message(CodeRange.C2C);

	/**
	 * The decision on anything else that happens to a group.
	 */
	public static final DecisionKind<CallbackDecision> GROUP = new DecisionKind<>(CallbackDecision.class,
			CallbackDecision::of, CallbackDecision.ALLOW, CodeRange.ALLOW_OR_REJECT, CodeRange.GROUP);

	/**
	 * The decision on users who are invited to a group.
	 */
	public static final DecisionKind<MemberDecision> INVITATION = new DecisionKind<>(MemberDecision.class,
			MemberDecision::of, MemberDecision.ALLOW, CodeRange.ALLOW_OR_REJECT, CodeRange.GROUP);

	/**
	 * The decision on friends.
	 */
	public static final DecisionKind<FriendDecision> FRIEND = new DecisionKind<>(FriendDecision.class,
			FriendDecision::of, FriendDecision.ALLOW, CodeRange.ALLOW, CodeRange.FRIEND);

	/**
	 * The decision on anything else that happens to an official account.
	 */
	public static final DecisionKind<CallbackDecision> OFFICIAL_ACCOUNT = new DecisionKind<>(CallbackDecision.class,
			CallbackDecision::of, CallbackDecision.ALLOW, CodeRange.ALLOW_OR_REJECT, CodeRange.C2C);

	/**
	 * The decision on subscribers of an official account.
	 */
	public static final DecisionKind<MemberDecision> SUBSCRIPTION = new DecisionKind<>(MemberDecision.class,
			MemberDecision::of, MemberDecision.ALLOW, CodeRange.ALLOW_OR_REJECT, CodeRange.C2C);

	/**
	 * The reply to a signal to a chatbot.
	 */
	public static final DecisionKind<SignalDecision> SIGNAL = new DecisionKind<>(SignalDecision.class,
			SignalDecision::of, SignalDecision.IGNORE, CodeRange.ALLOW_OR_REJECT, null);

	/**
	 * The reply to a chatbot that calls an interface of the application.
	 */
	public static final DecisionKind<InvocationDecision> INVOCATION = new DecisionKind<>(InvocationDecision.class,
			InvocationDecision::of, InvocationDecision.REPLY, CodeRange.ALLOW, null);

	/**
	 * The decision on a before-callback of which only the name is known.
	 */
	public static final DecisionKind<CallbackDecision> GENERAL = new DecisionKind<>(CallbackDecision.class,
			CallbackDecision::of, CallbackDecision.ALLOW);

	/**
	 * Create a kind of decision.
	 * @throws IllegalArgumentException if there is no decision of the code
	 * {@code onFailure}
	 */
	public DecisionKind {
		Assert.notNull(type, "'type' must not be null");
		Assert.notNull(ofCode, "'ofCode' must not be null");
		Assert.notNull(commonCodes, "'commonCodes' must not be null");
		// Otherwise this is found out by a request
		Assert.isInstanceOf(type, ofCode.apply(onFailure), "'onFailure' must be the code of a decision");
	}

	/**
	 * Create a kind of decision that may have any code.
	 * @param type the type of the decision
	 * @param ofCode the factory of decisions by code
	 * @param onFailure the code that Tencent documents for failures
	 * @throws IllegalArgumentException if there is no decision of the code
	 * {@code onFailure}
	 */
	public DecisionKind(Class<D> type, IntFunction<D> ofCode, int onFailure) {
		this(type, ofCode, onFailure, CodeRange.ANY, null);
	}

	private static DecisionKind<MessageDecision> message(CodeRange ownCodes) {
		return new DecisionKind<>(MessageDecision.class, MessageDecision::of, MessageDecision.DELIVER,
				CodeRange.DELIVER_REJECT_OR_DROP, ownCodes);
	}

	/**
	 * Return whether a type of decision answers this kind of before-callback.
	 * @param decisionType the type
	 * @return whether it is the type of this kind, or {@link CallbackDecision} for
	 * friends, which is then the decision on each of them
	 */
	public boolean accepts(Class<?> decisionType) {
		return this.type.isAssignableFrom(decisionType)
				|| (this.type == FriendDecision.class && decisionType == CallbackDecision.class);
	}

	/**
	 * Return the decision that Tencent documents for failures.
	 * @return the decision
	 */
	public D failure() {
		return this.ofCode.apply(this.onFailure);
	}

	/**
	 * Return the decision of a code.
	 * @param code the code
	 * @return the decision
	 * @throws IllegalArgumentException if there is none in this family of commands
	 */
	public D decisionOf(int code) {
		D decision = this.ofCode.apply(code);
		check(decision.code());
		return decision;
	}

	/**
	 * Return the form in which a decision is sent.
	 * @param decision the decision
	 * @param accounts the accounts that the before-callback asks about, called if they
	 * are needed
	 * @return the decision to send
	 * @throws IllegalArgumentException if the decision is no response to this kind of
	 * before-callback, or not to these accounts
	 */
	public Decision responseOf(Decision decision, Supplier<List<String>> accounts) {
		Decision response = (this.type == FriendDecision.class && decision instanceof CallbackDecision general)
				? FriendDecision.of(general) : decision;
		response = response.toResponse(this, accounts);
		check(response.code());
		return response;
	}

	private void check(int code) {
		if (!this.commonCodes.contains(code) && (this.ownCodes == null || !this.ownCodes.contains(code))) {
			throw new IllegalArgumentException("The code is %d, and not %s%s".formatted(code, this.commonCodes,
					(this.ownCodes != null) ? " or " + this.ownCodes : ""));
		}
	}

}
