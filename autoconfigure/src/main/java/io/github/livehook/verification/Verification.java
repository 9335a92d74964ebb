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

import org.jspecify.annotations.Nullable;

/**
 * The result of verifying a request.
 *
 * @param outcome the outcome
 * @param failure the reason why the verification failed, also where the request is
 * accepted all the same
 * @since 0.1.0
 */
public record Verification(Outcome outcome, @Nullable VerificationFailure failure) {

	private static final Verification ACCEPTED = new Verification(Outcome.ACCEPTED, null);

	/**
	 * Accept the request.
	 * @return the result
	 */
	public static Verification accept() {
		return ACCEPTED;
	}

	/**
	 * Let the verification fail.
	 * @param reason the reason
	 * @param detail a sentence for the log, without a token or a signature
	 * @return the result
	 */
	public static Verification fail(VerificationFailure.Reason reason, String detail) {
		return new Verification(Outcome.FAILED, new VerificationFailure(reason, detail));
	}

	/**
	 * Return this result with the request accepted all the same, and the failure kept.
	 * @return the result
	 */
	public Verification reportOnly() {
		return new Verification(Outcome.ACCEPTED, this.failure);
	}

	/**
	 * Return this result, limited to a request without a body if it is accepted.
	 * @return the result
	 */
	public Verification onlyWithoutBody() {
		return (this.outcome == Outcome.ACCEPTED) ? new Verification(Outcome.ACCEPTED_WITHOUT_BODY, this.failure)
				: this;
	}

	/**
	 * Outcomes of a verification.
	 */
	public enum Outcome {

		/**
		 * The request is accepted.
		 */
		ACCEPTED,

		/**
		 * The request is accepted as the console's check of the URL, which has no body.
		 */
		ACCEPTED_WITHOUT_BODY,

		/**
		 * The request is not accepted.
		 */
		FAILED

	}

}
