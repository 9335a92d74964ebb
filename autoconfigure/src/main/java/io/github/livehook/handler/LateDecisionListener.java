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

package io.github.livehook.handler;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;

/**
 * Told of decisions that were not used, because they came after the request had been
 * answered. What has happened at Tencent is then what {@code onFailure} says, and
 * whatever the decision has changed, such as a balance, has to be brought in line with
 * that. All beans of this type are told, in their order.
 *
 * @since 0.1.0
 * @see BeforeCallback#onFailure()
 */
@FunctionalInterface
public interface LateDecisionListener {

	/**
	 * Called once for each decision that came late. What this method throws is logged and
	 * changes nothing.
	 * @param decisionHandler what has decided, and what was answered in its place
	 * @param callback the request, such as {@code callback.payload()}
	 * @param decision the decision that was not used
	 */
	void onLateDecision(DecisionHandler decisionHandler, Callback callback, Decision decision);

}
