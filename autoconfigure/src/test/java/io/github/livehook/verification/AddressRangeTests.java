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

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.verification.VerificationFailure.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AddressRange} and for the verifier that uses it.
 */
class AddressRangeTests {

	@ParameterizedTest
	@CsvSource({ "203.0.113.7, 203.0.113.7, true", "203.0.113.7, 203.0.113.6, false",
			"203.0.113.0/24, 203.0.113.255, true", "203.0.113.0/24, 203.0.114.0, false",
			"203.0.113.99/24, 203.0.113.1, true", "183.192.202.0/25, 183.192.202.127, true",
			"183.192.202.0/25, 183.192.202.128, false", "0.0.0.0/0, 8.8.8.8, true", "0.0.0.0/0, ::1, false",
			"255.255.255.255/1, 128.0.0.0, true", "255.255.255.255/1, 127.255.255.255, false",
			"::/0, 2001:db8::1, true", "::/0, 8.8.8.8, false", "2001:db8::/32, 2001:DB8:ffff::1, true",
			"2001:db8::/32, 2001:db9::, false", "2001:db8::8/125, 2001:db8::f, true",
			"2001:db8::8/125, 2001:db8::10, false", "::1, 0:0:0:0:0:0:0:1, true", "10.0.0.0/8, ::ffff:10.1.2.3, true",
			"::ffff:10.0.0.1, 10.0.0.1, true", "fe80::/10, fe80::1%eth0, true", "' 10.0.0.1 ', 10.0.0.1, true" })
	void whenAddressHasThePrefixThenItIsInTheRange(String range, String address, boolean contained) {
		assertThat(verify(range, address)).isEqualTo(
				contained ? Verification.accept() : Verification.fail(Reason.ADDRESS_NOT_ALLOWED, literal(address)
						+ " is not in livehook.allowed-addresses: does it belong to Tencent, or to a proxy of yours?"));
	}

	private static String literal(String address) {
		InetAddress parsed = AddressRange.parse(address);
		assertThat(parsed).isNotNull();
		return parsed.getHostAddress();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "unknown", "localhost", "example.com", "10.0.0.1:80", "[::1]", "10.0.0", "10", "beef",
			"300.0.0.1", "10.0.0.1\n", "a.b:c", ":.:", "1:2:3:4:5:6:7:8:9", "%", "/10.0.0.1" })
	void whenAddressIsNoneThenItIsNotAllowedNorLookedUp(@Nullable String address) {
		assertThat(verify("0.0.0.0/0", address)).isEqualTo(Verification.fail(Reason.ADDRESS_NOT_ALLOWED,
				"The address of the caller is not in livehook.allowed-addresses: does it belong to Tencent, or to a "
						+ "proxy of yours?"));
	}

	private static Verification verify(String range, @Nullable String address) {
		return RequestVerifier
			.forAddresses(List.of(AddressRange.of("192.0.2.1"), AddressRange.of(range)),
					(request) -> Verification.accept())
			.verify(new InboundRequest(Instant.EPOCH, "", address, (header) -> null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "/", "/24", "10.0.0.1/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8",
			"10.0.0.0/0008", "10.0.0.0/255.0.0.0", "300.0.0.1", "10.0.0", "10.*", "tencent.com", "tencent.com/24",
			"beef", "1234", "::1%eth0", "[::1]", "::g", "${ADDRESSES}", "10.0.0.1 10.0.0.2" })
	void whenTextIsNoRangeThenMessageSaysWhatIs(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(text))
			.withMessage("'%s' is not an IP address or a range of them, such as 203.0.113.0/24 or 2001:db8::/32", text);
	}

	@Test
	void whenPrefixIsLongerThanTheAddressThenMessageSaysHowLongItMayBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of("10.0.0.0/33"))
			.withMessage("A range of such addresses begins with 0 to 32 bits, not with 33");
		assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of("::/129"))
			.withMessage("A range of such addresses begins with 0 to 128 bits, not with 129");
	}

	@Test
	void whenPrintedThenItIsInTheNotationThatItIsReadFrom() {
		assertThat(AddressRange.of("203.0.113.0/24")).hasToString("203.0.113.0/24");
		assertThat(AddressRange.of("10.0.0.1")).hasToString("10.0.0.1/32");
		assertThat(AddressRange.of(AddressRange.of("2001:db8::/32").toString()))
			.isEqualTo(AddressRange.of("2001:db8::/32"));
	}

}
