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

import java.util.Locale;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * {@link MeterDocumentation} of the meters of Livehook that are not observations.
 *
 * @since 0.1.0
 */
public enum LivehookMeters implements MeterDocumentation {

	/**
	 * Requests that were refused.
	 */
	REFUSED("livehook.requests.refused", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests that were accepted and would be refused with
	 * {@code livehook.verification=enforce}.
	 */
	REPORTED("livehook.requests.reported", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests that were not taken as callbacks.
	 */
	REJECTED("livehook.requests.rejected", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests whose query and body name different commands.
	 */
	COMMANDS_DIFFERING("livehook.commands.differing", Meter.Type.COUNTER),

	/**
	 * Callbacks whose command has no record.
	 */
	COMMANDS_UNKNOWN("livehook.commands.unknown", Meter.Type.COUNTER),

	/**
	 * Callbacks that were repeats of handled ones.
	 */
	DUPLICATE("livehook.callbacks.repeated", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Callbacks and questions for which there was no room.
	 */
	SATURATED("livehook.callbacks.saturated", Meter.Type.COUNTER, Key.KIND),

	/**
	 * Callbacks that were answered at the deadline, before they had ended.
	 */
	ANSWERED_LATE("livehook.answers.late", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Decisions that came after the answer.
	 */
	DECIDED_LATE("livehook.decisions.late", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Handlers' and decisionHandlers' calls that are running.
	 */
	PERMITS_USED("livehook.concurrencyLimit.used", Meter.Type.GAUGE, Key.KIND),

	/**
	 * Calls that may still be started.
	 */
	PERMITS_FREE("livehook.concurrencyLimit.free", Meter.Type.GAUGE, Key.KIND),

	/**
	 * Calls of handlers that a durable delivery has accepted and not brought to their
	 * end.
	 */
	DELIVERY_PENDING("livehook.delivery.pending", Meter.Type.GAUGE),

	/**
	 * The age of the oldest of these.
	 */
	DELIVERY_OLDEST("livehook.delivery.oldest", Meter.Type.GAUGE) {

		@Override
		public String getBaseUnit() {
			return "seconds";
		}

	},

	/**
	 * Calls that wait for a handler that the application does not have.
	 */
	DELIVERY_ORPHANED("livehook.delivery.orphaned", Meter.Type.GAUGE),

	/**
	 * Dead letters.
	 */
	DELIVERY_DEAD("livehook.delivery.dead", Meter.Type.GAUGE),

	/**
	 * Attempts of a durable delivery that have ended.
	 */
	DELIVERY_ATTEMPTS("livehook.delivery.attempts", Meter.Type.COUNTER, Key.HANDLER, Key.END);

	private final String name;

	private final Meter.Type type;

	private final Key[] keys;

	LivehookMeters(String name, Meter.Type type, Key... keys) {
		this.name = name;
		this.type = type;
		this.keys = keys;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

	@Override
	public KeyName[] getKeyNames() {
		return this.keys.clone();
	}

	/**
	 * Keys of the meters.
	 */
	public enum Key implements KeyName {

		/**
		 * Why, as in the log.
		 */
		REASON,

		/**
		 * The command, or {@code other} for one that is neither in the catalogue nor
		 * named by a handler.
		 */
		COMMAND,

		/**
		 * {@code event} for what has happened, {@code question} for what is decided.
		 */
		KIND,

		/**
		 * The id of the handler, or {@code other} for one that the application does not
		 * have.
		 */
		HANDLER,

		/**
		 * How an attempt ended: {@code succeeded}, {@code retried} or {@code dead}.
		 */
		END;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
