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

package io.github.livehook.sample.browser;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import io.github.livehook.test.CallbackRequest;

/**
 * Sends callbacks to the application as Tencent does.
 *
 * @param port where the application is
 */
record Sender(int port) {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	HttpResponse<String> send(CallbackRequest callback) {
		CallbackRequest signed = callback.app("1400000000").token("for-trying-out-only");
		return client
			.sendAsync(signed.toHttpRequest("http://127.0.0.1:" + this.port + "/webhooks/tencent-live"),
					BodyHandlers.ofString())
			.join();
	}

}
