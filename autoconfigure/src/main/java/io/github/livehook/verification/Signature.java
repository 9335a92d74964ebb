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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * The {@code Sign} of a request: SHA-256 over token and {@code RequestTime}, see
 * <a href="https://trtc.io/document/64412">Tencent's documentation</a>.
 *
 * @since 0.1.0
 */
public final class Signature {

	private static final int HEX_LENGTH = 64;

	private final byte[] digest;

	private Signature(byte[] digest) {
		this.digest = digest;
	}

	/**
	 * Sign a request as Tencent does.
	 * @param token the token of the app
	 * @param requestTime the {@code RequestTime} of the request, in epoch seconds
	 * @return the signature
	 */
	public static Signature of(String token, String requestTime) {
		return new Signature(digest(token, requestTime));
	}

	static @Nullable Signature parse(String sign) {
		if (sign.length() != HEX_LENGTH) {
			return null;
		}
		try {
			return new Signature(HexFormat.of().parseHex(sign));
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	boolean matchesAny(Collection<String> tokens, String requestTime) {
		boolean matches = false;
		for (String token : tokens) {
			// No short cut: the time taken must not tell which token came near
			matches |= MessageDigest.isEqual(this.digest, digest(token, requestTime));
		}
		return matches;
	}

	/**
	 * Return the signature as it is sent.
	 * @return the digest in hex, 64 lower-case digits
	 */
	public String hex() {
		return HexFormat.of().formatHex(this.digest);
	}

	private static byte[] digest(String token, String requestTime) {
		MessageDigest sha256 = sha256();
		sha256.update(token.getBytes(StandardCharsets.UTF_8));
		return sha256.digest(requestTime.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return a new digest.
	 * @return the digest, SHA-256
	 */
	public static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java runtime has SHA-256", ex);
		}
	}

}
