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

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.before.DecisionResult;

/**
 * {@link ObservationDocumentation} of what Livehook observes.
 *
 * @since 0.1.0
 */
public enum LivehookObservations implements ObservationDocumentation {

	/**
	 * A callback, from its decoding to the end of its handlers, its storing or its
	 * decision.
	 */
	CALLBACK {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultCallbackObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return CallbackLowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return CallbackHighCardinalityKeys.values();
		}

	},

	/**
	 * A call of a handler or decisionHandler.
	 */
	HANDLER {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultHandlerObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return HandlerLowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HandlerHighCardinalityKeys.values();
		}

	};

	/**
	 * Keys of a callback whose values are few.
	 */
	public enum CallbackLowCardinalityKeys implements KeyName {

		/**
		 * The command, or {@code other} for one that is neither in the catalogue nor
		 * named by a handler.
		 */
		COMMAND {

			@Override
			public String asString() {
				return "command";
			}

		},

		/**
		 * How it ended: the name of a {@code DeliveryResult.Status} or
		 * {@code DecisionResult.Status}, in lower case.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Whether the request had been answered at the deadline before that.
		 */
		LATE {

			@Override
			public String asString() {
				return "late";
			}

		}

	}

	/**
	 * Keys of a callback whose values are many.
	 */
	public enum CallbackHighCardinalityKeys implements KeyName {

		/**
		 * The SdkAppid of the callback.
		 */
		APP {

			@Override
			public String asString() {
				return "livehook.app";
			}

		},

		/**
		 * The callback id, or {@code none}.
		 */
		CALLBACK_ID {

			@Override
			public String asString() {
				return "livehook.callback.id";
			}

		}

	}

	/**
	 * Keys of a call whose values are few.
	 */
	public enum HandlerLowCardinalityKeys implements KeyName {

		/**
		 * The command, or {@code other} for one that is neither in the catalogue nor
		 * named by a handler.
		 */
		COMMAND {

			@Override
			public String asString() {
				return "command";
			}

		},

		/**
		 * The id of the handler.
		 */
		HANDLER {

			@Override
			public String asString() {
				return "handler";
			}

		},

		/**
		 * How the call ended: {@code succeeded}, {@code failed} or {@code unreadable}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * Keys of a call whose values are many.
	 */
	public enum HandlerHighCardinalityKeys implements KeyName {

		/**
		 * The callback id, or {@code none}.
		 */
		CALLBACK_ID {

			@Override
			public String asString() {
				return "livehook.callback.id";
			}

		},

		/**
		 * Which attempt it is, from 1 on.
		 */
		ATTEMPT {

			@Override
			public String asString() {
				return "livehook.attempt";
			}

		}

	}

}
