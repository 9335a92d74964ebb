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

package io.github.livehook.sample.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser is sent, put together as the page does.
 */
final class EventStream implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newHttpClient();

	private final Stream<String> lines;

	private final Iterator<String> iterator;

	private final Map<String, JsonNode> items = new HashMap<>();

	private final String firstEvent;

	EventStream(int port) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + port + "/events");
		this.lines = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines()).body();
		this.iterator = this.lines.iterator();
		this.firstEvent = read();
	}

	String firstEvent() {
		return this.firstEvent;
	}

	Map<String, JsonNode> items() {
		return this.items;
	}

	JsonNode await(String key, Predicate<JsonNode> condition) {
		while (!this.items.containsKey(key) || !condition.test(this.items.get(key))) {
			read();
		}
		return this.items.get(key);
	}

	JsonNode awaitCallback(Predicate<JsonNode> condition) {
		return awaitAny("callback/", condition);
	}

	JsonNode awaitAny(String prefix, Predicate<JsonNode> condition) {
		while (true) {
			for (Map.Entry<String, JsonNode> item : this.items.entrySet()) {
				if (item.getKey().startsWith(prefix) && condition.test(item.getValue())) {
					return item.getValue();
				}
			}
			read();
		}
	}

	private String read() {
		String event = "";
		for (String line = this.iterator.next(); !line.isEmpty(); line = this.iterator.next()) {
			if (line.startsWith("event:")) {
				event = line.substring("event:".length());
			}
			else if (line.startsWith("data:")) {
				JsonNode changes = JsonMapper.shared().readTree(line.substring("data:".length()));
				changes.path("items").properties().forEach((item) -> this.items.put(item.getKey(), item.getValue()));
				changes.path("gone").forEach((key) -> this.items.remove(key.asString()));
			}
		}
		return event;
	}

	@Override
	public void close() {
		this.lines.close();
	}

}
