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

package io.github.livehook.delivery.before;

import java.util.Set;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.DecisionHandler;

/**
 * A decisionHandler on gifts that is a function, and rejects them on failure.
 *
 * @param isInterruptedWhenLate whether it is interrupted when it is late
 * @param function what decides
 */
record TestDecisionHandler(boolean isInterruptedWhenLate, Function function) implements DecisionHandler {

	static TestDecisionHandler of(Function function) {
		return new TestDecisionHandler(false, function);
	}

	@Override
	public String id() {
		return "decisionHandler";
	}

	@Override
	public Set<String> commands() {
		return Set.of(GiftRequest.COMMAND);
	}

	@Override
	public String description() {
		return "the decisionHandler";
	}

	@Override
	public Object handle(Callback callback) throws Throwable {
		return this.function.decide(callback);
	}

	@Override
	public Class<? extends Decision> decisionType() {
		return GiftDecision.class;
	}

	@Override
	public Decision onFailure() {
		return GiftDecision.reject();
	}

	/**
	 * What decides.
	 */
	interface Function {

		Object decide(Callback callback) throws Throwable;

	}

}
