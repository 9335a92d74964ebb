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

import java.util.Objects;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * {@link ObservationConvention} for callbacks. Its defaults are the documented names and
 * keys; a bean of this type may override them and add keys.
 *
 * @since 0.1.0
 */
public interface CallbackObservationConvention extends ObservationConvention<CallbackObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof CallbackObservationContext;
	}

	@Override
	default String getName() {
		return "livehook.callback";
	}

	@Override
	default String getContextualName(CallbackObservationContext context) {
		return "callback " + context.getCommand();
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(CallbackObservationContext context) {
		return KeyValues.of("command", context.getCommand(), "outcome", context.getOutcome(), "late",
				String.valueOf(context.isLate()));
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(CallbackObservationContext context) {
		String app = context.getMetadata().sdkAppId();
		return KeyValues.of("livehook.app", app.isEmpty() ? "none" : app, "livehook.callback.id",
				Objects.requireNonNullElse(context.getMetadata().callbackId(), "none"));
	}

}
