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
 * Default {@link CallbackObservationConvention}.
 */
final class DefaultCallbackObservationConvention implements CallbackObservationConvention {

	private static final String NONE = "none";

	@Override
	public String getName() {
		return "livehook.callback";
	}

	@Override
	public String getContextualName(CallbackObservationContext context) {
		return "callback " + context.getCommand();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(CallbackObservationContext context) {
		return KeyValues.of(KeyValue.of(Key.COMMAND, context.getCommand()),
				KeyValue.of(Key.OUTCOME, context.getOutcome()),
				KeyValue.of(Key.LATE, String.valueOf(context.isLate())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(CallbackObservationContext context) {
		String callbackId = context.getMetadata().callbackId();
		return KeyValues.of(KeyValue.of(Key.APP, orNone(context.getMetadata().sdkAppId())),
				KeyValue.of(Key.CALLBACK_ID, (callbackId != null) ? callbackId : NONE));
	}

	private static String orNone(String value) {
		return value.isEmpty() ? NONE : value;
	}

}
