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
 * Why a request was refused. It is for the operator: every refused request gets the same
 * answer.
 *
 * @param reason the reason
 * @param detail a sentence that says what to look at; never holds a token or a signature
 * @since 0.1.0
 */
public record VerificationFailure(Reason reason, String detail) {

	/**
	 * The reasons to refuse a request.
	 */
	public enum Reason {

		/**
		 * The app is not one of those that are accepted.
		 */
		UNKNOWN_APP,

		/**
		 * A parameter that is needed is not there or empty.
		 */
		MISSING_PARAMETER,

		/**
		 * A parameter that counts is there more than once.
		 */
		REPEATED_PARAMETER,

		/**
		 * A parameter is not of the form that Tencent documents.
		 */
		MALFORMED_PARAMETER,

		/**
		 * The signature does not match any token of the app.
		 */
		WRONG_SIGNATURE,

		/**
		 * The signature matches, and its time is too far from this machine's.
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
