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

/**
 * The result of the delivery of a callback.
 *
 * @param status the status
 * @param detail the detail for a log, empty if there is none; never holds a value of the
 * body
 * @since 0.1.0
 */
public record DeliveryResult(Status status, String detail) {

	/**
	 * Create a result without a detail.
	 * @param status the status
	 * @return the result
	 */
	public static DeliveryResult of(Status status) {
		return new DeliveryResult(status, "");
	}

	/**
	 * The statuses of a delivery. The response to a request with several callbacks is
	 * that of the last of their statuses in this order.
	 */
	public enum Status {

		/**
		 * The application has no handler for the command.
		 */
		NO_HANDLER,

		/**
		 * The callback is a duplicate of one that was handled or stored; no handler was
		 * called.
		 */
		DUPLICATE,

		/**
		 * Every handler has succeeded.
		 */
		HANDLED,

		/**
		 * The callback and the work of its handlers are stored; the handlers are called
		 * from now on.
		 */
		STORED,

		/**
		 * The callback is a duplicate of one that is being handled, whose outcome was not
		 * known in time.
		 */
		DUPLICATE_IN_PROGRESS,

		/**
		 * The concurrency limit was reached; no handler was called.
		 */
		SATURATED,

		/**
		 * The store did not take the callback; no handler was called.
		 */
		NOT_STORED,

		/**
		 * At least one handler has failed.
		 */
		FAILED,

		/**
		 * The body does not fit the parameters of at least one handler.
		 */
		UNREADABLE;

		/**
		 * Return the worse of two statuses.
		 * @param other the other status
		 * @return the one that the response follows from
		 */
		public Status worse(Status other) {
			return (compareTo(other) >= 0) ? this : other;
		}

	}

}
