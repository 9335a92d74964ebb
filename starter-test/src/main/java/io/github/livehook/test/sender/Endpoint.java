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

package io.github.livehook.test.sender;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.springframework.util.Assert;

import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.ReceivedResponse;

/**
 * The endpoint that callbacks are sent to.
 */
final class Endpoint {

	// Tencent waits 2 seconds; who looks for what takes longer should see how long it
	// takes
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int HIGHEST_PORT = 65535;

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final String url;

	Endpoint(String url) {
		Assert.isTrue(isEndpoint(url), () -> "'" + url + "' is not the URL of an endpoint: write for example "
				+ "--url https://live.example.com/webhooks/tencent-live");
		this.url = url;
	}

	private static boolean isEndpoint(String url) {
		try {
			URI uri = HttpRequest.newBuilder(URI.create(url)).build().uri();
			return uri.getPort() <= HIGHEST_PORT && uri.getRawQuery() == null && uri.getRawFragment() == null;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	HttpRequest prepare(CallbackRequest request) {
		return HttpRequest.newBuilder(request.toHttpRequest(this.url), (name, value) -> true).timeout(PATIENCE).build();
	}

	ReceivedResponse send(HttpRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = this.client.send(request, BodyHandlers.ofString());
		return ReceivedResponse.of(response.statusCode(), response.body());
	}

}
