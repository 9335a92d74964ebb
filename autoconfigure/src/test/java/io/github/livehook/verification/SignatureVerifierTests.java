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
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.SignedQuery;
import io.github.livehook.verification.Verification.Outcome;
import io.github.livehook.verification.VerificationFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class SignatureVerifierTests {

	private static final String TENCENT_SIGN = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";

	private static final Instant TENCENT_TIME = Instant.ofEpochSecond(1669872112);

	private static final String TENCENT_QUERY = "SdkAppid=1400000000&RequestTime=1669872112&Sign=" + TENCENT_SIGN;

	private final LivehookApps apps = LivehookApps
		.of(List.of(new LivehookApp("1400000000", List.of("xxxxyyyy", "second-token")),
				new LivehookApp("1400000001", List.of("other-token")), new LivehookApp("1400000002", List.of())));

	@Test
	void whenQueryIsTencentsExampleThenItIsAccepted() {
		assertThat(verify(TENCENT_QUERY, TENCENT_TIME)).isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sdkappid=1400000000&requesttime=1669872112&sign=" + TENCENT_SIGN,
			"SDKAPPID=1400000000&x&RequestTime=1669872112&&Sign=" + TENCENT_SIGN + "&y=%zz",
			"SdkAppId=140%30000000&RequestTime=1669872112&%53ign=" + TENCENT_SIGN })
	void whenQueryIsSpelledDifferentlyThenItIsAccepted(String query) {
		assertThat(verify(query, TENCENT_TIME)).isEqualTo(Verification.accept());
	}

	@Test
	void whenHexIsInUpperCaseThenItIsAccepted() {
		assertThat(verify(TENCENT_QUERY.replace(TENCENT_SIGN, TENCENT_SIGN.toUpperCase(Locale.ROOT)), TENCENT_TIME))
			.isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "60000, true", "60999, true", "61000, false", "-60000, true", "-60001, false",
			"-61000, false", "100000000, false" })
	void whenTimeIsNearThenItIsAccepted(long ageInMillis, boolean accepted) {
		Verification verification = verify(TENCENT_QUERY, TENCENT_TIME.plusMillis(ageInMillis));
		assertThat(verification.outcome()).isEqualTo(accepted ? Outcome.ACCEPTED : Outcome.FAILED);
		if (!accepted) {
			assertThat(reason(verification)).isEqualTo(Reason.CLOCK_SKEW);
		}
	}

	@Test
	void whenClockIsOffThenDetailSaysByHowMuch() {
		Verification verification = verify(TENCENT_QUERY, TENCENT_TIME.plusSeconds(75));
		assertThat(verification.failure()).isEqualTo(new VerificationFailure(Reason.CLOCK_SKEW,
				"RequestTime is 75 s behind this machine's clock, more than livehook.max-clock-skew (60 s): "
						+ "is the clock right?"));
		assertThat(verify(TENCENT_QUERY, TENCENT_TIME.minusSeconds(3600)).failure())
			.extracting(VerificationFailure::detail)
			.asString()
			.startsWith("RequestTime is 3600 s ahead of this machine's clock");
	}

	@Test
	void whenAppHasSeveralTokensThenEachIsGood() {
		assertThat(verify(SignedQuery.of("1400000000", "second-token", TENCENT_TIME), TENCENT_TIME))
			.isEqualTo(Verification.accept());
		assertThat(verify(SignedQuery.of("1400000001", "other-token", TENCENT_TIME), TENCENT_TIME))
			.isEqualTo(Verification.accept());
		assertThat(reason(verify(SignedQuery.of("1400000001", "second-token", TENCENT_TIME), TENCENT_TIME)))
			.isEqualTo(Reason.WRONG_SIGNATURE);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "none",
			value = { "RequestTime=1|MISSING_PARAMETER", "x|MISSING_PARAMETER", "SdkAppid=|MISSING_PARAMETER",
					"SdkAppid|MISSING_PARAMETER", "SdkAppid=2|UNKNOWN_APP", "SdkAppid=%zz|UNKNOWN_APP",
					"SdkAppid=1400000000&sdkappid=1400000000|REPEATED_PARAMETER",
					"SdkAppid=1400000000|MISSING_PARAMETER", "SdkAppid=1400000000&Sign=|MISSING_PARAMETER",
					"SdkAppid=1400000000&Sign=x|MISSING_PARAMETER", "SdkAppid=1400000002&Sign=x&RequestTime=1|NO_TOKEN",
					"SdkAppid=1400000000&Sign=x&Sign=x&RequestTime=1|REPEATED_PARAMETER",
					"SdkAppid=1400000000&Sign=x&RequestTime=1&REQUESTTIME=1|REPEATED_PARAMETER",
					"SdkAppid=1400000000&Sign=x&RequestTime=1|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "0&RequestTime=1|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=-1|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=%2B1|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=1669872112.0|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=%D9%A1|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=9999999999999999|MALFORMED_PARAMETER",
					"SdkAppid=1400000000&Sign=" + TENCENT_SIGN + "&RequestTime=01669872112|WRONG_SIGNATURE" })
	void whenParameterIsBadThenVerificationFailsForThatReason(String query, Reason reason) {
		Verification verification = verify(query, TENCENT_TIME);
		assertThat(verification.outcome()).isEqualTo(Outcome.FAILED);
		assertThat(reason(verification)).isEqualTo(reason);
		assertThat(verification.toString()).doesNotContain("xxxxyyyy", "second-token", TENCENT_SIGN);
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenAppIsUnknownThenVerificationFailsInEveryMode(VerificationMode mode) {
		assertThat(verify("SdkAppid=2", TENCENT_TIME, mode, false).outcome()).isEqualTo(Outcome.FAILED);
		assertThat(verify("x", TENCENT_TIME, mode, false).outcome()).isEqualTo(Outcome.FAILED);
	}

	@Test
	void whenModeIsReportThenBadSignatureIsAcceptedAndReported() {
		Verification verification = verify("SdkAppid=1400000000", TENCENT_TIME, VerificationMode.REPORT, false);
		assertThat(verification.outcome()).isEqualTo(Outcome.ACCEPTED);
		assertThat(reason(verification)).isEqualTo(Reason.MISSING_PARAMETER);
	}

	@Test
	void whenModeIsOffThenSignatureIsNotLookedAt() {
		assertThat(verify("SdkAppid=1400000000", TENCENT_TIME, VerificationMode.OFF, false))
			.isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenUrlCheckNamesNoAppThenItIsAcceptedWithoutBodyOnly(VerificationMode mode) {
		String signed = "RequestTime=1669872112&Sign=" + TENCENT_SIGN;
		assertThat(verify(signed, TENCENT_TIME, mode, true).outcome()).isEqualTo(Outcome.ACCEPTED_WITHOUT_BODY);
		assertThat(verify("", TENCENT_TIME, mode, true).outcome())
			.isEqualTo((mode == VerificationMode.ENFORCE) ? Outcome.FAILED : Outcome.ACCEPTED_WITHOUT_BODY);
	}

	private Verification verify(String query, Instant receivedAt) {
		return verify(query, receivedAt, VerificationMode.ENFORCE, false);
	}

	private Verification verify(String query, Instant receivedAt, VerificationMode mode, boolean withoutBody) {
		return RequestVerifier.forSignatures(this.apps, Duration.ofSeconds(60), mode)
			.verify(new InboundRequest(receivedAt, query, null,
					(name) -> name.equals("Content-Length") ? (withoutBody ? "0" : "2") : null));
	}

	private static Reason reason(Verification verification) {
		assertThat(verification.failure()).isNotNull();
		return verification.failure().reason();
	}

}
