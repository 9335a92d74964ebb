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

package io.github.livehook.web;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Callers whose addresses are allowed, and others, who forge headers.
 */
@ExtendWith(OutputCaptureExtension.class)
class AllowedAddressesIntegrationTests {

	private static final String FOREIGN = "livehook.allowed-addresses=203.0.113.0/24,2001:db8::/32";

	private static final String LOCAL = "livehook.allowed-addresses=203.0.113.0/24,127.0.0.0/8,::1";

	// The loopback interface is no proxy that is trusted
	private static final String NO_PROXY = "server.tomcat.remoteip.internal-proxies=192\\.0\\.2\\.1";

	@Test
	void whenAddressIsNotAllowedThenAnswers403BeforeTheBodyIsThere(CapturedOutput output) throws Exception {
		try (TestServer server = TestServer.start(RecordingHandler.class, FOREIGN, "livehook.verification=off");
				RawConnection connection = new RawConnection(server.port())) {
			connection.sendHead("Content-Length: 1000\r\n");
			assertThat(connection.readAnswer()).startsWith("HTTP/1.1 403 ");
			CallbackClient client = server.client();
			Answers.assertFailed(client.post(Samples.battle("foreign")), 403);
			assertThat(client.send(forged(client, "203.0.113.7")).statusCode()).isEqualTo(403);
			assertThat(server.bean(RecordingHandler.class).battles).isEmpty();
			assertThat(server.bean(MeterRegistry.class)
				.get("livehook.verification.failures")
				.tag("reason", "address_not_allowed")
				.counter()
				.count()).isEqualTo(3);
		}
		assertThat(output).containsOnlyOnce("A request failed verification (ADDRESS_NOT_ALLOWED) and was answered "
				+ "with 403: 127.0.0.1 is not in livehook.allowed-addresses: does it belong to Tencent, or to a proxy "
				+ "of yours?");
	}

	@Test
	void whenAddressIsAllowedOnJettyThenTheRestIsVerifiedAsEver() {
		try (TestServer server = TestServer.start(RecordingHandler.class, LOCAL, TestServer.ON_JETTY)) {
			Answers.assertOk(server.client().post(Samples.battle("allowed")));
			assertThat(server.bean(RecordingHandler.class).battles).hasSize(1);
			Answers.assertFailed(server.client().send(server.client().request("").POST(BodyPublishers.noBody())), 403);
			Answers.assertFailed(server.client().send(server.client().request("").GET()), 405);
		}
	}

	@ParameterizedTest
	@CsvSource({ "false, 200", "true, 403" })
	void whenAddressIsForgedThenItIsBelievedFromTrustedProxiesOnly(boolean untrusted, int status) {
		try (TestServer server = TestServer.start(RecordingHandler.class, FOREIGN,
				"server.forward-headers-strategy=native", untrusted ? NO_PROXY : "no.such=property")) {
			CallbackClient client = server.client();
			for (String address : List.of("203.0.113.7", "2001:db8::7")) {
				assertThat(client.send(forged(client, address)).statusCode()).isEqualTo(status);
			}
			for (String address : List.of("198.51.100.7", "2001:db9::7", "unknown", "localhost", "203.0.113",
					"203.0.113.7.example.com", "[2001:db8::7]:80")) {
				assertThat(client.send(forged(client, address)).statusCode()).as(address).isEqualTo(403);
			}
		}
	}

	private static HttpRequest.Builder forged(CallbackClient client, String address) {
		return client.request(SignedQuery.now())
			.header("X-Forwarded-For", address)
			.header("Forwarded", "for=\"" + address + "\"")
			.POST(BodyPublishers.ofString(Samples.battle("from-" + address)));
	}

}
