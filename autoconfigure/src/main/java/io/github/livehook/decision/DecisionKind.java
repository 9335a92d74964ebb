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

import java.util.function.IntFunction;

import org.springframework.util.Assert;

/**
 * The kind of decision of a before-callback.
 *
 * @param <D> the type of the decision
 * @param type the type of the decision
 * @param ofCode the factory of decisions by code, which throws
 * {@link IllegalArgumentException} for an unknown code
 * @param onFailure the code that Tencent documents for failures
 * @since 0.1.0
 */
public record DecisionKind<D extends Decision>(Class<D> type, IntFunction<D> ofCode, int onFailure) {

	/**
	 * The decision on a gift.
	 */
	public static final DecisionKind<GiftDecision> GIFT = new DecisionKind<>(GiftDecision.class, GiftDecision::of,
			GiftDecision.REJECT);

	/**
	 * The decision on a message.
	 */
	public static final DecisionKind<MessageDecision> MESSAGE = new DecisionKind<>(MessageDecision.class,
			MessageDecision::of, MessageDecision.DELIVER);

	/**
	 * The decision on any other before-callback.
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
		// Otherwise this is found out by a request
		Assert.isInstanceOf(type, ofCode.apply(onFailure), "'onFailure' must be the code of a decision");
	}

	/**
	 * Return the decision that Tencent documents for failures.
	 * @return the decision
	 */
	public D failure() {
		return this.ofCode.apply(this.onFailure);
	}

}
