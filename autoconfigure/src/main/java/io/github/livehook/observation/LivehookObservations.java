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
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;

/**
 * {@link ObservationDocumentation} of Livehook.
 *
 * @since 0.1.0
 */
public enum LivehookObservations implements ObservationDocumentation {

	/**
	 * A callback, from its decoding until its handlers have ended, it is stored or its
	 * response is sent.
	 */
	CALLBACK(CallbackObservationConvention.class, new Key[] { Key.COMMAND, Key.OUTCOME, Key.LATE },
			new Key[] { Key.APP, Key.CALLBACK_ID }),

	/**
	 * The call of a handler.
	 */
	HANDLER(HandlerObservationConvention.class, new Key[] { Key.COMMAND, Key.HANDLER, Key.OUTCOME },
			new Key[] { Key.CALLBACK_ID, Key.ATTEMPT });

	private final Class<? extends ObservationConvention<? extends Observation.Context>> defaultConvention;

	private final Key[] lowCardinalityKeys;

	private final Key[] highCardinalityKeys;

	LivehookObservations(Class<? extends ObservationConvention<? extends Observation.Context>> defaultConvention,
			Key[] lowCardinalityKeys, Key[] highCardinalityKeys) {
		this.defaultConvention = defaultConvention;
		this.lowCardinalityKeys = lowCardinalityKeys;
		this.highCardinalityKeys = highCardinalityKeys;
	}

	@Override
	public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
		return this.defaultConvention;
	}

	@Override
	public KeyName[] getLowCardinalityKeyNames() {
		return this.lowCardinalityKeys.clone();
	}

	@Override
	public KeyName[] getHighCardinalityKeyNames() {
		return this.highCardinalityKeys.clone();
	}

	/**
	 * Keys of the observations.
	 */
	public enum Key implements KeyName {

		/**
		 * The command, or {@code other} for one that is neither in the catalogue nor
		 * named by a handler.
		 */
		COMMAND("command"),

		/**
		 * The outcome: of a callback, the name of a {@link DeliveryResult.Status} or
		 * {@link DecisionResult.Status} in lower case; of a call, {@code succeeded},
		 * {@code failed} or {@code unreadable}.
		 */
		OUTCOME("outcome"),

		/**
		 * Whether the response was sent at the deadline, before the outcome was known.
		 */
		LATE("late"),

		/**
		 * The id of the handler.
		 */
		HANDLER("handler"),

		/**
		 * The SDKAppID, {@code none} if there is none.
		 */
		APP("livehook.app"),

		/**
		 * The id of the callback, {@code none} if it has none.
		 */
		CALLBACK_ID("livehook.callback.id"),

		/**
		 * The number of the attempt, from 1.
		 */
		ATTEMPT("livehook.attempt");

		private final String name;

		Key(String name) {
			this.name = name;
		}

		@Override
		public String asString() {
			return this.name;
		}

		KeyValue withValueOrNone(@Nullable String value) {
			return withValue((value != null && !value.isEmpty()) ? value : "none");
		}

	}

}
