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

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A range of IP addresses, as in CIDR notation.
 *
 * @param network an address of the range
 * @param prefixLength how many bits all addresses of the range begin with
 * @since 0.1.0
 */
public record AddressRange(InetAddress network, int prefixLength) {

	private static final Pattern RANGE = Pattern.compile("([^/]+)(?:/([0-9]{1,3}))?");

	private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

	private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f:.]*");

	/**
	 * Create a range.
	 * @param network an address of the range
	 * @param prefixLength how many bits all addresses of the range begin with
	 * @throws IllegalArgumentException if the address has not as many bits
	 */
	public AddressRange {
		int bits = Byte.SIZE * network.getAddress().length;
		Assert.isTrue(prefixLength >= 0 && prefixLength <= bits,
				() -> "A range of such addresses begins with 0 to %d bits, not with %d".formatted(bits, prefixLength));
	}

	/**
	 * Return the range that a text describes.
	 * @param text an IPv4 or IPv6 address, or a range such as {@code 203.0.113.0/24} or
	 * {@code 2001:db8::/32}
	 * @return the range
	 * @throws IllegalArgumentException if the text is neither
	 */
	public static AddressRange of(String text) {
		Matcher matcher = RANGE.matcher(text.strip());
		InetAddress network = matcher.matches() ? parse(matcher.group(1)) : null;
		Assert.isTrue(network != null,
				() -> "'%s' is not an IP address or a range of them, such as 203.0.113.0/24 or 2001:db8::/32"
					.formatted(text));
		String prefixLength = matcher.group(2);
		return new AddressRange(network,
				(prefixLength != null) ? Integer.parseInt(prefixLength) : Byte.SIZE * network.getAddress().length);
	}

	/**
	 * Parse an address. A name is not one, and is never looked up.
	 * @param text the text
	 * @return the address, or {@code null} if the text is none
	 */
	static @Nullable InetAddress parse(String text) {
		// An IPv4 address within an IPv6 one, because Java looks up 300.0.0.1 as a name
		String literal = IPV4.matcher(text).matches() ? "::ffff:" + text : text;
		if (!literal.contains(":") || !IPV6.matcher(literal).matches()) {
			return null;
		}
		try {
			return InetAddress.getByName(literal);
		}
		catch (UnknownHostException ex) {
			return null;
		}
	}

	/**
	 * Return whether an address is in this range.
	 * @param address the address
	 * @return whether it is, {@code false} also if one is of IPv4 and the other of IPv6
	 */
	public boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		int rest = Byte.SIZE * bytes.length - this.prefixLength;
		return bytes.length == this.network.getAddress().length
				&& new BigInteger(1, bytes).xor(new BigInteger(1, this.network.getAddress()))
					.shiftRight(rest)
					.signum() == 0;
	}

	@Override
	public String toString() {
		return this.network.getHostAddress() + "/" + this.prefixLength;
	}

}
