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
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.verification.VerificationFailure.Reason;

/**
 * {@link RequestVerifier} for the addresses of callers.
 */
final class AddressVerifier implements RequestVerifier {

	private final List<AddressRange> allowed;

	private final RequestVerifier verifier;

	AddressVerifier(Collection<AddressRange> allowed, RequestVerifier verifier) {
		this.allowed = List.copyOf(allowed);
		this.verifier = verifier;
	}

	@Override
	public Verification verify(InboundRequest request) {
		InetAddress caller = address(request.remoteAddress());
		if (caller != null && this.allowed.stream().anyMatch((range) -> range.contains(caller))) {
			return this.verifier.verify(request);
		}
		return Verification.fail(Reason.ADDRESS_NOT_ALLOWED,
				"%s is not in livehook.allowed-addresses: does it belong to Tencent, or to a proxy of yours?"
					.formatted((caller != null) ? caller.getHostAddress() : "The address of the caller"));
	}

	// An IPv6 address may name the interface that it was reached by
	private static @Nullable InetAddress address(@Nullable String text) {
		return (text != null) ? AddressRange.parse(text.replaceFirst("%.*", "")) : null;
	}

}
