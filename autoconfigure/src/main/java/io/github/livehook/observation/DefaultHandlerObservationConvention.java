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

package io.github.livehook.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

import io.github.livehook.observation.LivehookObservations.Key;

/**
 * Default {@link HandlerObservationConvention}.
 */
final class DefaultHandlerObservationConvention implements HandlerObservationConvention {

	@Override
	public String getName() {
		return "livehook.handler";
	}

	@Override
	public String getContextualName(HandlerObservationContext context) {
		return "handler " + context.getHandler().id();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HandlerObservationContext context) {
		return KeyValues.of(KeyValue.of(Key.COMMAND, context.getCommand()),
				KeyValue.of(Key.HANDLER, context.getHandler().id()), KeyValue.of(Key.OUTCOME, context.getOutcome()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(HandlerObservationContext context) {
		String callbackId = context.getMetadata().callbackId();
		return KeyValues.of(KeyValue.of(Key.CALLBACK_ID, (callbackId != null) ? callbackId : "none"),
				KeyValue.of(Key.ATTEMPT, String.valueOf(context.getMetadata().attempt())));
	}

}
