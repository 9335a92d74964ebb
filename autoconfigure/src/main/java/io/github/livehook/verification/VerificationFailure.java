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

package io.github.livehook.verification;

/**
 * A failed verification of a request. It is for the operator only: the response is the
 * same whatever the reason.
 *
 * @param reason the reason
 * @param detail a sentence with a hint for the operator, without a token or a signature
 * @since 0.1.0
 */
public record VerificationFailure(Reason reason, String detail) {

	/**
	 * Reasons of verification failures.
	 */
	public enum Reason {

		/**
		 * The address of the caller is not one of those that are allowed.
		 */
		ADDRESS_NOT_ALLOWED,

		/**
		 * The app is not one of those that are accepted.
		 */
		UNKNOWN_APP,

		/**
		 * A required parameter is missing or empty.
		 */
		MISSING_PARAMETER,

		/**
		 * A required parameter is there more than once.
		 */
		REPEATED_PARAMETER,

		/**
		 * A parameter does not have the form that Tencent documents.
		 */
		MALFORMED_PARAMETER,

		/**
		 * The signature does not match any token of the app.
		 */
		WRONG_SIGNATURE,

		/**
		 * The signature matches, but its time is too far from the clock of this machine.
		 */
		CLOCK_SKEW,

		/**
		 * The app has no token to verify with.
		 */
		NO_TOKEN,

		/**
		 * The verifier itself failed.
		 */
		VERIFIER_FAILED,

		/**
		 * A reason of the application's own {@link RequestVerifier}.
		 */
		OTHER

	}

}
