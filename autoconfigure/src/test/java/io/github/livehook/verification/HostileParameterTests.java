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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.SignedQuery;
import io.github.livehook.verification.Verification.Outcome;
import io.github.livehook.verification.VerificationFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What strangers may put into the three parameters that count.
 */
class HostileParameterTests {

	private static final String APP_ID = "1400000000";

	private static final String TOKEN = "a-token-that-nobody-knows";

	private static final String TIME = "1669872112";

	private static final String SIGN = SignedQuery.sign(TOKEN, TIME);

	private static final String LONG = "1".repeat(8 * 1024);

	private final RequestVerifier verifier = RequestVerifier.forSignatures(
			LivehookApps.of(List.of(new LivehookApp(APP_ID, List.of(TOKEN)), new LivehookApp("1", List.of()))),
			Duration.ofSeconds(60), VerificationMode.ENFORCE);

	@Test
	void whenNothingIsChangedThenItIsAccepted() {
		assertThat(verify(query(APP_ID, SIGN, TIME))).isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@MethodSource("garbage")
	void whenSdkAppIdIsGarbageThenAppIsUnknown(String garbage) {
		assertFailure(query(garbage, SIGN, TIME), Reason.UNKNOWN_APP);
	}

	@ParameterizedTest
	@MethodSource("garbage")
	void whenSignIsGarbageThenItIsMalformed(String garbage) {
		assertFailure(query(APP_ID, garbage, TIME), Reason.MALFORMED_PARAMETER);
	}

	@ParameterizedTest
	@MethodSource("garbage")
	void whenRequestTimeIsGarbageThenItIsMalformed(String garbage) {
		assertFailure(query(APP_ID, SIGN, garbage), Reason.MALFORMED_PARAMETER);
	}

	/**
	 * A time that is signed rightly is nevertheless only a time if it is written as one.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "-1669872112", " 1669872112", "1669872112 ", "1669872112\n", "1669872112.0", "1.6e9",
			"0x6388", "1_669_872_112", "1669872112L", "1669872112000", "9223372036854775808",
			"\uff11\uff16\uff16\uff19\uff18\uff17\uff12\uff11\uff11\uff12",
			"\u0661\u0666\u0666\u0669\u0668\u0667\u0662\u0661\u0661\u0662" })
	void whenRequestTimeIsSignedAndNoTimeThenItIsMalformed(String time) {
		String query = query(APP_ID, SignedQuery.sign(TOKEN, time), time.replace("\n", "%0A").replace(" ", "%20"));
		assertFailure(query, Reason.MALFORMED_PARAMETER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "1", "999999999999", "000000000000" })
	void whenRequestTimeIsSignedAndFarAwayThenClockIsOff(String time) {
		assertFailure(query(APP_ID, SignedQuery.sign(TOKEN, time), time), Reason.CLOCK_SKEW);
	}

	@Test
	void whenRequestTimeHasLeadingZeroThenItsTextIsWhatIsSigned() {
		assertFailure(query(APP_ID, SIGN, "0" + TIME), Reason.WRONG_SIGNATURE);
		assertThat(verify(query(APP_ID, SignedQuery.sign(TOKEN, "0" + TIME), "0" + TIME)))
			.isEqualTo(Verification.accept());
	}

	@ParameterizedTest
	@MethodSource("signsNearTheRightOne")
	void whenSignIsNearlyRightThenVerificationFails(String sign, Reason reason) {
		assertFailure(query(APP_ID, sign, TIME), reason);
	}

	@ParameterizedTest
	@MethodSource("parameters")
	void whenParameterIsMissingThenVerificationFails(String name) {
		String query = query(APP_ID, SIGN, TIME);
		assertFailure(query.replaceFirst(name + "=[^&]*", ""), Reason.MISSING_PARAMETER);
		assertFailure(query.replaceFirst(name + "=[^&]*", name), Reason.MISSING_PARAMETER);
		assertFailure(query.replaceFirst(name + "=[^&]*", name + "="), Reason.MISSING_PARAMETER);
		assertFailure(query.replaceFirst(name + "=", "x" + name + "="), Reason.MISSING_PARAMETER);
	}

	@ParameterizedTest
	@MethodSource("parameters")
	void whenParameterIsRepeatedThenVerificationFailsWhateverItsCaseAndValue(String name) {
		String query = query(APP_ID, SIGN, TIME);
		String value = query.replaceFirst(".*" + name + "=([^&]*).*", "$1");
		for (String other : List.of(name, name.toUpperCase(Locale.ROOT), name.toLowerCase(Locale.ROOT),
				"%" + Integer.toHexString(name.charAt(0)) + name.substring(1))) {
			assertFailure(query + "&" + other + "=" + value, Reason.REPEATED_PARAMETER);
			assertFailure(other + "=" + value + "&" + query, Reason.REPEATED_PARAMETER);
			assertFailure(query + "&" + other + "=x", Reason.REPEATED_PARAMETER);
			assertFailure(query + "&" + other, Reason.REPEATED_PARAMETER);
		}
	}

	@ParameterizedTest
	@EnumSource(VerificationMode.class)
	void whenSdkAppIdIsRepeatedThenVerificationFailsInEveryMode(VerificationMode mode) {
		RequestVerifier verifier = RequestVerifier.forSignatures(
				LivehookApps.of(List.of(new LivehookApp(APP_ID, List.of(TOKEN)))), Duration.ofSeconds(60), mode);
		Verification verification = verifier.verify(request(query(APP_ID, SIGN, TIME) + "&sdkappid=" + APP_ID));
		assertThat(verification.outcome()).isEqualTo(Outcome.FAILED);
	}

	@Test
	void whenAppIsUnknownThenDetailNamesItOnlyIfItIsAnId() {
		assertThat(verify(query("1400000009", SIGN, TIME)).failure()).extracting(VerificationFailure::detail)
			.isEqualTo("SdkAppid 1400000009 is not configured: is livehook.sdk-app-id the SDKAppID of the console?");
		assertThat(verify(query("x%0Ay", SIGN, TIME)).failure()).extracting(VerificationFailure::detail)
			.isEqualTo("SdkAppid is not an app id");
	}

	@Test
	void whenAppIdIsNoIdThenApplicationIsNotAskedForIt() {
		RequestVerifier verifier = RequestVerifier.forSignatures((id) -> {
			throw new AssertionError("Asked for " + id);
		}, Duration.ofSeconds(60), VerificationMode.ENFORCE);
		for (String garbage : List.of(LONG, "%27%20or%201=1", "..%2F..%2Fsecret", "%0A", "1%00")) {
			assertThat(verifier.verify(request(query(garbage, SIGN, TIME))).outcome()).isEqualTo(Outcome.FAILED);
		}
	}

	/**
	 * One query for each reason that the verifier knows.
	 */
	@ParameterizedTest
	@MethodSource("failures")
	void whenVerificationFailsThenDetailHoldsNeitherTokenNorSign(Reason reason, String query, String sign) {
		assertFailure(query, reason);
		assertThat(verify(query).toString()).doesNotContain(TOKEN).doesNotContain(sign);
	}

	private static Stream<Arguments> failures() {
		String other = SignedQuery.sign("another-token", TIME);
		String old = SignedQuery.sign(TOKEN, "1669872000");
		return Stream.of(Arguments.of(Reason.UNKNOWN_APP, query("2", SIGN, TIME), SIGN),
				Arguments.of(Reason.MISSING_PARAMETER, query(APP_ID, SIGN, ""), SIGN),
				Arguments.of(Reason.REPEATED_PARAMETER, query(APP_ID, SIGN, TIME) + "&sign=" + SIGN, SIGN),
				Arguments.of(Reason.MALFORMED_PARAMETER, query(APP_ID, SIGN, SIGN), SIGN),
				Arguments.of(Reason.MALFORMED_PARAMETER, query(APP_ID, SIGN + "0", TIME), SIGN),
				Arguments.of(Reason.UNKNOWN_APP, query(SIGN, SIGN, TIME), SIGN),
				Arguments.of(Reason.WRONG_SIGNATURE, query(APP_ID, other, TIME), other),
				Arguments.of(Reason.CLOCK_SKEW, query(APP_ID, old, "1669872000"), old),
				Arguments.of(Reason.NO_TOKEN, query("1", SIGN, TIME), SIGN));
	}

	private static Stream<String> garbage() {
		return Stream.of("%", "%zz", "%4", "-1", "+1669872112", "%2B1669872112", "%00", "%0A", "%20", "+", "=",
				"%FF%FE", "%D9%A1%D9%A2", "\uff11\uff12", "\u00e9", "NaN!", "1e3", "1669872112,1669872112",
				"%F0%9F%98%80", "${x}", "..%2F", LONG, "%41".repeat(3000), "%".repeat(8 * 1024), "a".repeat(65),
				"*".repeat(64));
	}

	private static Stream<Arguments> signsNearTheRightOne() {
		String flipped = (SIGN.endsWith("0") ? "1" : "0");
		return Stream.of(Arguments.of(SIGN.substring(1), Reason.MALFORMED_PARAMETER),
				Arguments.of(SIGN + "0", Reason.MALFORMED_PARAMETER),
				Arguments.of(SIGN + "%00", Reason.MALFORMED_PARAMETER),
				Arguments.of(SIGN + "%20", Reason.MALFORMED_PARAMETER),
				Arguments.of("+" + SIGN.substring(1), Reason.MALFORMED_PARAMETER),
				Arguments.of("\uff11" + SIGN.substring(1), Reason.MALFORMED_PARAMETER),
				Arguments.of(SIGN.substring(0, 63) + flipped, Reason.WRONG_SIGNATURE),
				Arguments.of("0".repeat(64), Reason.WRONG_SIGNATURE),
				Arguments.of(SignedQuery.sign("", TIME), Reason.WRONG_SIGNATURE),
				Arguments.of(SignedQuery.sign(TIME, TOKEN), Reason.WRONG_SIGNATURE));
	}

	private static Stream<String> parameters() {
		return Stream.of("SdkAppid", "Sign", "RequestTime");
	}

	private void assertFailure(String query, Reason reason) {
		Verification verification = verify(query);
		assertThat(verification.outcome()).as(query).isEqualTo(Outcome.FAILED);
		assertThat(verification.failure()).as(query).extracting(VerificationFailure::reason).isEqualTo(reason);
	}

	private Verification verify(String query) {
		return this.verifier.verify(request(query));
	}

	private static InboundRequest request(String query) {
		return new InboundRequest(Instant.ofEpochSecond(1669872112), query, null,
				(name) -> name.equals("Content-Length") ? "2" : null);
	}

	private static String query(String appId, String sign, String time) {
		return "SdkAppid=" + appId + "&Sign=" + sign + "&RequestTime=" + time;
	}

}
