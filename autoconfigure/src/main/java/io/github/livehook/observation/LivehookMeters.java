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
	 * Requests that failed verification, and whose response was 403.
	 */
	VERIFICATION_FAILURES("livehook.verification.failures", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests that failed verification and were accepted, since
	 * {@code livehook.verification} is {@code report}.
	 */
	VERIFICATION_REPORTED("livehook.verification.reported", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests that were not accepted as callbacks.
	 */
	REQUESTS_INVALID("livehook.requests.invalid", Meter.Type.COUNTER, Key.REASON),

	/**
	 * Requests whose query and body name different commands.
	 */
	COMMANDS_DIFFERING("livehook.commands.differing", Meter.Type.COUNTER),

	/**
	 * Callbacks whose command has no record.
	 */
	COMMANDS_UNKNOWN("livehook.commands.unknown", Meter.Type.COUNTER),

	/**
	 * Callbacks that were duplicates of handled or stored ones.
	 */
	CALLBACKS_DUPLICATE("livehook.callbacks.duplicate", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Callbacks that exceeded the concurrency limit.
	 */
	CALLBACKS_SATURATED("livehook.callbacks.saturated", Meter.Type.COUNTER, Key.KIND),

	/**
	 * Callbacks whose response was sent at the deadline, before their outcome was known.
	 */
	RESPONSES_LATE("livehook.responses.late", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Decisions that were made after the response had been sent.
	 */
	DECISIONS_LATE("livehook.decisions.late", Meter.Type.COUNTER, Key.COMMAND),

	/**
	 * Requests that are being handled or stored, and decisions that are being made, at
	 * the same time.
	 */
	CONCURRENCY_ACTIVE("livehook.concurrency.active", Meter.Type.GAUGE, Key.KIND),

	/**
	 * The limit of these.
	 */
	CONCURRENCY_LIMIT("livehook.concurrency.limit", Meter.Type.GAUGE, Key.KIND),

	/**
	 * Work items of a durable delivery, a call of a handler each, that are running, due
	 * or to be retried.
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
	 * Work items of handlers that the application does not have.
	 */
	DELIVERY_ORPHANED("livehook.delivery.orphaned", Meter.Type.GAUGE),

	/**
	 * Dead letters.
	 */
	DELIVERY_DEAD("livehook.delivery.dead", Meter.Type.GAUGE),

	/**
	 * Attempts of event handlers that have ended; in memory, each call is an attempt.
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
		 * The reason, as in the log.
		 */
		REASON,

		/**
		 * The command, or {@code other} for one that is neither in the catalogue nor
		 * named by a handler.
		 */
		COMMAND,

		/**
		 * {@code event} or {@code decision}.
		 */
		KIND,

		/**
		 * The id of the handler.
		 */
		HANDLER,

		/**
		 * The end of an attempt: {@code succeeded}, {@code failed}, {@code retried} or
		 * {@code dead}.
		 */
		END;

		@Override
		public String asString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
