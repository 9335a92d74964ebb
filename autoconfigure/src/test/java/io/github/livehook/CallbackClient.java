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

package io.github.livehook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Posts callbacks over real HTTP, as Tencent does.
 */
public final class CallbackClient {

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final String url;

	public CallbackClient(int port) {
		this(port, "/webhooks/tencent-live");
	}

	public CallbackClient(int port, String path) {
		this.url = "http://localhost:" + port + path;
	}

	/**
	 * Post a body with a signed query.
	 * @param body the body
	 * @return the answer
	 */
	public HttpResponse<String> post(String body) {
		return send(request(SignedQuery.now()).POST(BodyPublishers.ofString(body)));
	}

	public CompletableFuture<HttpResponse<String>> postAsync(String body) {
		HttpRequest request = request(SignedQuery.now()).POST(BodyPublishers.ofString(body)).build();
		return this.client.sendAsync(request, BodyHandlers.ofString());
	}

	public HttpRequest.Builder request(String query) {
		return HttpRequest.newBuilder(URI.create(this.url + (query.isEmpty() ? "" : "?" + query)))
			.header("Content-Type", "application/json")
			.timeout(Duration.ofSeconds(20));
	}

	public HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
