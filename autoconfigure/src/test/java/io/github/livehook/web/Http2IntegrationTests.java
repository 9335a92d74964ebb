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

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * HTTP/2, as a load balancer in front of the application may speak it.
 */
@Timeout(60)
class Http2IntegrationTests {

	@Test
	void whenHandlerIsSlowThenWholeAnswerComesInTimeAndConnectionIsFree() throws Exception {
		try (TestServer server = TestServer.start(BlockingHandler.class, "server.http2.enabled=true",
				"livehook.response-timeout=300ms", "livehook.max-body-size=10KB")) {
			BlockingHandler handler = server.bean(BlockingHandler.class);
			HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
			Answers.assertFailed(send(client, request(server).GET()), 405);
			CompletableFuture<HttpResponse<String>> slow = client
				.sendAsync(post(server, Samples.battle("slow")).build(), BodyHandlers.ofString());
			handler.awaitEntered(1);
			HttpResponse<String> quick = send(client, post(server, Samples.battle("quick")));
			Answers.assertOk(quick);
			assertThat(quick.version()).isEqualTo(HttpClient.Version.HTTP_2);
			try {
				Answers.assertOk(slow.get(1900, TimeUnit.MILLISECONDS));
			}
			finally {
				handler.release.countDown();
			}
			Answers.assertFailed(send(client, post(server, "[]")), 400);
			byte[] large = "{".repeat(10 * 1024 + 1).getBytes(StandardCharsets.UTF_8);
			Answers.assertFailed(send(client, request(server).POST(BodyPublishers.ofByteArray(large))), 413);
			Answers.assertFailed(send(client, request(server).POST(chunked(large))), 413);
			Answers.assertOk(send(client,
					request(server).POST(chunked(Samples.battle("quick-streamed").getBytes(StandardCharsets.UTF_8)))));
			handler.awaitEntered(2);
		}
	}

	private static HttpRequest.BodyPublisher chunked(byte[] body) {
		return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) throws Exception {
		return client.send(request.build(), BodyHandlers.ofString());
	}

	private static HttpRequest.Builder post(TestServer server, String body) {
		return request(server).POST(BodyPublishers.ofString(body));
	}

	private static HttpRequest.Builder request(TestServer server) {
		return HttpRequest
			.newBuilder(URI.create("http://localhost:" + server.port() + "/webhooks/tencent-live?" + SignedQuery.now()))
			.timeout(Duration.ofSeconds(20));
	}

}
