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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.verification.VerificationFailure.Reason;

/**
 * {@link RequestVerifier} for Tencent's signatures.
 */
final class SignatureVerifier implements RequestVerifier {

	private static final int MAX_ID_LENGTH = 32;

	private final LivehookApps apps;

	private final Duration maxClockSkew;

	private final VerificationMode mode;

	SignatureVerifier(LivehookApps apps, Duration maxClockSkew, VerificationMode mode) {
		this.apps = apps;
		this.maxClockSkew = maxClockSkew;
		this.mode = mode;
	}

	@Override
	public Verification verify(InboundRequest request) {
		List<String> ids = request.parameters("SdkAppid");
		if (ids.isEmpty() && request.announcesNoBody()) {
			List<String> tokens = this.apps.findAll().stream().flatMap((app) -> app.tokens().stream()).toList();
			return verifySignature(request, tokens, "any app").onlyWithoutBody();
		}
		Verification problem = checkSingle("SdkAppid", ids);
		if (problem != null) {
			return problem;
		}
		String id = ids.get(0);
		LivehookApp app = isAppId(id) ? this.apps.findBySdkAppId(id) : null;
		if (app == null) {
			return Verification.fail(Reason.UNKNOWN_APP, unknownApp(id));
		}
		return verifySignature(request, app.tokens(), "app " + id);
	}

	private static boolean isAppId(String id) {
		for (int i = 0; i < id.length(); i++) {
			char c = id.charAt(i);
			if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '_' && c != '-') {
				return false;
			}
		}
		return id.length() <= MAX_ID_LENGTH;
	}

	private static String unknownApp(String id) {
		return isAppId(id)
				? "SdkAppid " + id + " is not configured: is livehook.sdk-app-id the SDKAppID of the console?"
				: "SdkAppid is not an app id";
	}

	private Verification verifySignature(InboundRequest request, Collection<String> tokens, String owner) {
		if (this.mode == VerificationMode.OFF) {
			return Verification.accept();
		}
		Verification verification = checkSignature(request, tokens, owner);
		return (this.mode == VerificationMode.REPORT) ? verification.reportOnly() : verification;
	}

	private Verification checkSignature(InboundRequest request, Collection<String> tokens, String owner) {
		if (tokens.isEmpty()) {
			return Verification.fail(Reason.NO_TOKEN, "There is no token for " + owner + ": set livehook.token");
		}
		List<String> signs = request.parameters("Sign");
		List<String> times = request.parameters("RequestTime");
		Verification problem = checkSingle("Sign", signs);
		problem = (problem != null) ? problem : checkSingle("RequestTime", times);
		if (problem != null) {
			return problem;
		}
		Signature signature = Signature.parse(signs.get(0));
		if (signature == null) {
			return Verification.fail(Reason.MALFORMED_PARAMETER, "Sign is not a SHA-256 in hex");
		}
		Instant requestTime = InboundRequest.parseTime(times.get(0));
		if (requestTime == null) {
			return Verification.fail(Reason.MALFORMED_PARAMETER, "RequestTime is not a time in epoch seconds");
		}
		if (!signature.matchesAny(tokens, times.get(0))) {
			return Verification.fail(Reason.WRONG_SIGNATURE,
					"Sign does not match a token of " + owner + ": is livehook.token the token of the console?");
		}
		return checkTime(requestTime, request.receivedAt());
	}

	private static @Nullable Verification checkSingle(String name, List<String> values) {
		if (values.size() > 1) {
			return Verification.fail(Reason.REPEATED_PARAMETER, name + " is there more than once");
		}
		if (values.isEmpty() || values.get(0).isEmpty()) {
			return Verification.fail(Reason.MISSING_PARAMETER, name.equals("SdkAppid") ? "SdkAppid is missing"
					: name + " is missing: is authentication switched on in the console?");
		}
		return null;
	}

	private Verification checkTime(Instant requestTime, Instant receivedAt) {
		Duration age = Duration.between(requestTime, receivedAt.truncatedTo(ChronoUnit.SECONDS));
		if (age.abs().compareTo(this.maxClockSkew) <= 0) {
			return Verification.accept();
		}
		return Verification.fail(Reason.CLOCK_SKEW,
				"RequestTime is %d s %s this machine's clock, more than livehook.max-clock-skew (%d s): is the clock right?"
					.formatted(age.abs().toSeconds(), age.isNegative() ? "ahead of" : "behind",
							this.maxClockSkew.toSeconds()));
	}

}
