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

import java.time.Duration;
import java.util.Collection;

/**
 * Strategy to decide whether a request comes from Tencent, before its body is read.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestVerifier {

	/**
	 * Verify a request.
	 * @param request the request
	 * @return the result; an exception counts as a verification failure
	 */
	Verification verify(InboundRequest request);

	/**
	 * Create a verifier of Tencent's signatures: a known {@code SdkAppid}, and a
	 * {@code Sign} that is the SHA-256 of token and {@code RequestTime} in hex, see
	 * <a href="https://trtc.io/document/64412">Tencent's documentation</a>.
	 * @param apps the apps whose callbacks are accepted
	 * @param maxClockSkew the longest time between {@code RequestTime} and the time of
	 * arrival, inclusive, in both directions
	 * @param mode the handling of requests whose signature cannot be verified
	 * @return the verifier
	 */
	static RequestVerifier forSignatures(LivehookApps apps, Duration maxClockSkew, VerificationMode mode) {
		return new SignatureVerifier(apps, maxClockSkew, mode);
	}

	/**
	 * Create a verifier of the addresses of callers, which asks another verifier only
	 * about requests from allowed ones.
	 * @param allowed the allowed addresses
	 * @param verifier the verifier to ask then
	 * @return the verifier
	 */
	static RequestVerifier forAddresses(Collection<AddressRange> allowed, RequestVerifier verifier) {
		return new AddressVerifier(allowed, verifier);
	}

}
