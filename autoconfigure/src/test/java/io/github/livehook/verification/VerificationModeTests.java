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
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.SignedQuery;
import io.github.livehook.verification.Verification.Outcome;
import io.github.livehook.verification.VerificationFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class VerificationModeTests {

	private static final Instant NOW = Instant.ofEpochSecond(1669872112);

	private static final LivehookApp FIRST = new LivehookApp("1", List.of("first-token"));

	private static final LivehookApp SECOND = new LivehookApp("2", List.of("old-token", "new-token"));

	private static final LivehookApp WITHOUT_TOKEN = new LivehookApp("3", List.of());

	private static final LivehookApps APPS = LivehookApps.of(List.of(FIRST, SECOND, WITHOUT_TOKEN));

	@ParameterizedTest
	@CsvSource({ "ENFORCE, FAILED, NO_TOKEN", "REPORT, ACCEPTED, NO_TOKEN", "OFF, ACCEPTED," })
	void whenAppHasNoTokenThenModeDecides(VerificationMode mode, Outcome outcome, Reason reason) {
		assertResult(verify(APPS, mode, SignedQuery.of("3", "first-token", NOW), false), outcome, reason);
	}

	@ParameterizedTest
	@CsvSource({ "ENFORCE, FAILED, WRONG_SIGNATURE", "REPORT, ACCEPTED, WRONG_SIGNATURE", "OFF, ACCEPTED," })
	void whenTokenIsOfAnotherAppThenModeDecides(VerificationMode mode, Outcome outcome, Reason reason) {
		assertResult(verify(APPS, mode, SignedQuery.of("1", "new-token", NOW), false), outcome, reason);
		assertResult(verify(APPS, mode, SignedQuery.of("2", "first-token", NOW), false), outcome, reason);
	}

	@ParameterizedTest
	@CsvSource({ "ENFORCE, FAILED, CLOCK_SKEW", "REPORT, ACCEPTED, CLOCK_SKEW", "OFF, ACCEPTED," })
	void whenClockIsOffThenModeDecides(VerificationMode mode, Outcome outcome, Reason reason) {
		assertResult(verify(APPS, mode, SignedQuery.of("1", "first-token", NOW.plusSeconds(61)), false), outcome,
				reason);
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenRequestIsSignedThenItIsAcceptedAndNothingReported(VerificationMode mode) {
		assertThat(verify(APPS, mode, SignedQuery.of("2", "old-token", NOW), false)).isEqualTo(Verification.accept());
		assertThat(verify(APPS, mode, SignedQuery.of("2", "new-token", NOW), false)).isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenAppIsNotOneOfOursThenVerificationFailsInEveryMode(VerificationMode mode) {
		String query = SignedQuery.of("4", "first-token", NOW);
		assertResult(verify(APPS, mode, query, false), Outcome.FAILED, Reason.UNKNOWN_APP);
		assertResult(verify(APPS, mode, query, true), Outcome.FAILED, Reason.UNKNOWN_APP);
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenRequestWithBodyNamesNoAppThenVerificationFailsInEveryMode(VerificationMode mode) {
		String query = SignedQuery.of("1", "first-token", NOW).replaceFirst("SdkAppid=1&", "");
		assertResult(verify(APPS, mode, query, false), Outcome.FAILED, Reason.MISSING_PARAMETER);
	}

	@ParameterizedTest
	@CsvSource({ "first-token", "old-token", "new-token" })
	void whenUrlCheckNamesNoAppThenTokenOfAnyAppIsGoodForNoBody(String token) {
		String query = SignedQuery.of("1", token, NOW).replaceFirst("SdkAppid=1&", "");
		assertResult(verify(APPS, VerificationMode.ENFORCE, query, true), Outcome.ACCEPTED_WITHOUT_BODY, null);
	}

	@ParameterizedTest
	@CsvSource({ "ENFORCE, FAILED, WRONG_SIGNATURE", "REPORT, ACCEPTED_WITHOUT_BODY, WRONG_SIGNATURE",
			"OFF, ACCEPTED_WITHOUT_BODY," })
	void whenUrlCheckIsOfNoAppThenModeDecides(VerificationMode mode, Outcome outcome, Reason reason) {
		String query = SignedQuery.of("1", "another-token", NOW).replaceFirst("SdkAppid=1&", "");
		assertResult(verify(APPS, mode, query, true), outcome, reason);
	}

	@ParameterizedTest
	@CsvSource({ "ENFORCE, FAILED, CLOCK_SKEW", "REPORT, ACCEPTED_WITHOUT_BODY, CLOCK_SKEW",
			"OFF, ACCEPTED_WITHOUT_BODY," })
	void whenUrlCheckIsOldThenModeDecides(VerificationMode mode, Outcome outcome, Reason reason) {
		String query = SignedQuery.of("1", "first-token", NOW.minusSeconds(61)).replaceFirst("SdkAppid=1&", "");
		assertResult(verify(APPS, mode, query, true), outcome, reason);
	}

	@Test
	void whenAppsCannotBeListedThenUrlCheckWithoutAppHasNoToken() {
		LivehookApps apps = (id) -> id.equals("1") ? FIRST : null;
		String query = SignedQuery.of("1", "first-token", NOW);
		assertResult(verify(apps, VerificationMode.ENFORCE, query, true), Outcome.ACCEPTED, null);
		assertResult(verify(apps, VerificationMode.ENFORCE, query.replaceFirst("SdkAppid=1&", ""), true),
				Outcome.FAILED, Reason.NO_TOKEN);
	}

	@Test
	void whenUrlCheckNamesAppThenOnlyItsTokensAreGood() {
		assertResult(verify(APPS, VerificationMode.ENFORCE, SignedQuery.of("1", "first-token", NOW), true),
				Outcome.ACCEPTED, null);
		assertResult(verify(APPS, VerificationMode.ENFORCE, SignedQuery.of("1", "old-token", NOW), true),
				Outcome.FAILED, Reason.WRONG_SIGNATURE);
	}

	@Test
	void whenTokenIsRotatedThenNextRequestIsVerifiedWithNewOne() {
		List<String> tokens = new ArrayList<>(List.of("old-token"));
		LivehookApps apps = (id) -> new LivehookApp(id, tokens);
		RequestVerifier verifier = RequestVerifier.forSignatures(apps, Duration.ofSeconds(60),
				VerificationMode.ENFORCE);
		InboundRequest request = request(SignedQuery.of("1", "new-token", NOW), false);
		assertResult(verifier.verify(request), Outcome.FAILED, Reason.WRONG_SIGNATURE);
		tokens.add("new-token");
		assertResult(verifier.verify(request), Outcome.ACCEPTED, null);
		tokens.remove("new-token");
		assertResult(verifier.verify(request), Outcome.FAILED, Reason.WRONG_SIGNATURE);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, true", "0, 999, true", "0, 1000, false", "0, -1, false", "5, 5000, true", "5, 5999, true",
			"5, 6000, false", "5, -5000, true", "5, -5001, false" })
	void whenSkewIsOfApplicationThenItIsInclusiveOnBothSides(long skewInSeconds, long ageInMillis, boolean accepted) {
		RequestVerifier verifier = RequestVerifier.forSignatures(APPS, Duration.ofSeconds(skewInSeconds),
				VerificationMode.ENFORCE);
		InboundRequest request = new InboundRequest(NOW.plusMillis(ageInMillis),
				SignedQuery.of("1", "first-token", NOW), null, (name) -> null);
		assertThat(verifier.verify(request).outcome()).isEqualTo(accepted ? Outcome.ACCEPTED : Outcome.FAILED);
	}

	@Test
	void whenFailureIsLimitedToNoBodyThenItStaysFailure() {
		Verification failed = Verification.fail(Reason.OTHER, "no");
		assertThat(failed.onlyWithoutBody()).isSameAs(failed);
		assertThat(failed.reportOnly().onlyWithoutBody())
			.isEqualTo(new Verification(Outcome.ACCEPTED_WITHOUT_BODY, new VerificationFailure(Reason.OTHER, "no")));
		assertThat(Verification.accept().reportOnly()).isEqualTo(Verification.accept());
	}

	private static void assertResult(Verification verification, Outcome outcome, Reason reason) {
		assertThat(verification.outcome()).isEqualTo(outcome);
		assertThat((verification.failure() != null) ? verification.failure().reason() : null).isEqualTo(reason);
	}

	private static Verification verify(LivehookApps apps, VerificationMode mode, String query, boolean withoutBody) {
		return RequestVerifier.forSignatures(apps, Duration.ofSeconds(60), mode).verify(request(query, withoutBody));
	}

	private static InboundRequest request(String query, boolean withoutBody) {
		return new InboundRequest(NOW, query, null,
				(name) -> (name.equals("Content-Length") && !withoutBody) ? "2" : null);
	}

}
