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

package io.github.livehook.delivery;

import java.util.List;

/**
 * How the delivery of a callback ended.
 *
 * @param status the end
 * @param detail what is to be said of it in a log, empty if nothing; never holds a value
 * of the body
 * @since 0.1.0
 */
public record DeliveryResult(Status status, String detail) {

	private static final List<Status> SEVERITY = List.of(Status.NO_HANDLER, Status.DUPLICATE, Status.HANDLED,
			Status.STORED, Status.DUPLICATE_IN_PROGRESS, Status.SATURATED, Status.NOT_STORED, Status.FAILED,
			Status.UNREADABLE);

	/**
	 * Create a result that there is nothing to say of.
	 * @param status the end
	 * @return the result
	 */
	public static DeliveryResult of(Status status) {
		return new DeliveryResult(status, "");
	}

	/**
	 * The ends of a delivery.
	 */
	public enum Status {

		/**
		 * Every handler has done its work.
		 */
		HANDLED,

		/**
		 * The callback and the work of its handlers are stored; the handlers are called
		 * from now on.
		 */
		STORED,

		/**
		 * The callback is a repeat of one that was handled or stored; no handler was
		 * called.
		 */
		DUPLICATE,

		/**
		 * The application has no handler for the command.
		 */
		NO_HANDLER,

		/**
		 * At least one handler failed.
		 */
		FAILED,

		/**
		 * The body does not fit what at least one handler takes.
		 */
		UNREADABLE,

		/**
		 * There is no room to handle the callback now; no handler was called.
		 */
		SATURATED,

		/**
		 * The store did not take the callback; no handler was called.
		 */
		NOT_STORED,

		/**
		 * The callback is a repeat of one that is still being handled, and the outcome of
		 * that is not known in time.
		 */
		DUPLICATE_IN_PROGRESS;

		/**
		 * Return the worse of two ends, by what is answered to a request that holds both.
		 * @param other the other end
		 * @return the one that counts
		 */
		public Status worse(Status other) {
			return (SEVERITY.indexOf(this) >= SEVERITY.indexOf(other)) ? this : other;
		}

		/**
		 * Return whether handlers were called.
		 * @return whether it is their end
		 */
		public boolean isOfHandlers() {
			return this == HANDLED || this == FAILED || this == UNREADABLE;
		}

	}

}
