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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest.Builder;
import java.net.http.HttpResponse;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the actuator of an application over real HTTP.
 */
public final class ActuatorClient {

	private final int port;

	public ActuatorClient(TestServer server) {
		this.port = server.port();
	}

	public HttpResponse<String> get(String path) {
		return send(path, (request) -> request.GET());
	}

	public HttpResponse<String> post(String path, String body) {
		return send(path,
				(request) -> request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	public HttpResponse<String> delete(String path) {
		return send(path, (request) -> request.DELETE());
	}

	private HttpResponse<String> send(String path, UnaryOperator<Builder> method) {
		String[] parts = path.split("\\?", 2);
		CallbackClient client = new CallbackClient(this.port, "/actuator/" + parts[0]);
		return client.send(method.apply(client.request((parts.length > 1) ? parts[1] : "")));
	}

	public JsonNode read(String path) {
		return read(get(path));
	}

	public static JsonNode read(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	public JsonNode await(String path, Predicate<JsonNode> condition) {
		return Awaitility.await().until(() -> read(path), condition);
	}

	/**
	 * Wait for the end of an operation on many dead letters.
	 * @param begun the response to the request that has begun it
	 * @return the operation
	 */
	public JsonNode awaitEnd(HttpResponse<String> begun) {
		String id = read(begun).at("/operation/id").asString();
		return operation(
				await("livehook/operations", (operations) -> !operation(operations, id).path("endedAt").isNull()), id);
	}

	private static JsonNode operation(JsonNode json, String id) {
		return json.path("operations")
			.valueStream()
			.filter((operation) -> operation.path("id").asString().equals(id))
			.findFirst()
			.orElseThrow();
	}

}
