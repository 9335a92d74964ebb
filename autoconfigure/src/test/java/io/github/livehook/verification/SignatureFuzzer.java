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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.livehook.SignedQuery;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.verification.Verification.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for a query that is accepted without being signed rightly, or the other way
 * round. {@code SIGN} in a query stands for the right signature of its time, which no
 * fuzzer would find.
 */
public final class SignatureFuzzer {

	private static final long NOW = 1669872112;

	private static final int MAX_SKEW = 60;

	private static final LivehookApps APPS = LivehookApps
		.of(List.of(new LivehookApp(SignedQuery.APP_ID, List.of("old", SignedQuery.TOKEN))));

	private SignatureFuzzer() {
	}

	public static void fuzzerTestOneInput(byte[] input) {
		String query = new String(input, StandardCharsets.UTF_8);
		List<String> times = new QueryParameters(query).values("RequestTime");
		String sign = SignedQuery.sign(SignedQuery.TOKEN, times.isEmpty() ? "" : times.get(0));
		for (String length : new String[] { "0", "1" }) {
			check(query.replace("SIGN", sign), length);
		}
	}

	private static void check(String query, String length) {
		InboundRequest request = new InboundRequest(Instant.ofEpochSecond(NOW), query, null,
				(header) -> header.equals("Content-Length") ? length : null);
		Verification verification = verify(request, VerificationMode.ENFORCE);
		assertThat(verification.outcome()).isEqualTo(expected(request));
		VerificationFailure failure = verification.failure();
		assertThat(failure == null).isEqualTo(verification.outcome() != Outcome.FAILED);
		if (failure != null) {
			assertThat(failure.detail()).isEqualTo(LogSanitizer.sanitize(failure.detail(), 200))
				.doesNotContain(SignedQuery.TOKEN);
		}
		assertThat(verify(request, VerificationMode.REPORT).failure()).isEqualTo(failure);
	}

	private static Verification verify(InboundRequest request, VerificationMode mode) {
		return RequestVerifier.forSignatures(APPS, Duration.ofSeconds(MAX_SKEW), mode).verify(request);
	}

	private static Outcome expected(InboundRequest request) {
		List<String> ids = request.parameters("SdkAppid");
		List<String> signs = request.parameters("Sign");
		List<String> times = request.parameters("RequestTime");
		boolean genuine = signs.size() == 1 && times.size() == 1 && times.get(0).matches("[0-9]{1,12}")
				&& Math.abs(Long.parseLong(times.get(0)) - NOW) <= MAX_SKEW
				&& List.of("old", SignedQuery.TOKEN)
					.stream()
					.anyMatch((token) -> SignedQuery.sign(token, times.get(0)).equalsIgnoreCase(signs.get(0)));
		if (genuine && ids.isEmpty() && request.announcesNoBody()) {
			return Outcome.ACCEPTED_WITHOUT_BODY;
		}
		return (genuine && ids.equals(List.of(SignedQuery.APP_ID))) ? Outcome.ACCEPTED : Outcome.FAILED;
	}

}
