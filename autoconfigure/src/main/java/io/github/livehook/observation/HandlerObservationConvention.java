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
 * {@link ObservationConvention} for calls of handlers. Its defaults are the documented
 * names and keys; a bean of this type may override them and add keys.
 *
 * @since 0.1.0
 */
public interface HandlerObservationConvention extends ObservationConvention<HandlerObservationContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof HandlerObservationContext;
	}

	@Override
	default String getName() {
		return "livehook.handler";
	}

	@Override
	default String getContextualName(HandlerObservationContext context) {
		return "handler " + context.getHandler().id();
	}

	@Override
	default KeyValues getLowCardinalityKeyValues(HandlerObservationContext context) {
		return KeyValues.of("command", context.getCommand(), "handler", context.getHandler().id(), "outcome",
				context.getOutcome());
	}

	@Override
	default KeyValues getHighCardinalityKeyValues(HandlerObservationContext context) {
		return KeyValues.of("livehook.callback.id",
				Objects.requireNonNullElse(context.getMetadata().callbackId(), "none"), "livehook.attempt",
				String.valueOf(context.getMetadata().attempt()));
	}

}
