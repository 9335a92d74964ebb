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
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.github.livehook.delivery.Backlog;
import io.github.livehook.delivery.Backlog.Snapshot;

// Each browser has a thread, if there is one left, which looks at the tables four times a second and sends how they differ from what it has
// sent: no change is lost, none is queued, and a browser that reads slowly holds up nobody
@RestController
@Profile("demo")
record Board(JdbcClient jdbc, CallbackLog callbacks, @Nullable Backlog backlog, AsyncTaskExecutor browsers,
		ConfigurableApplicationContext app) {

	@GetMapping("/events")
	SseEmitter events() {
		SseEmitter browser = new SseEmitter(0L);
		try {
			this.browsers.execute(() -> send(browser));
		}
		catch (TaskRejectedException ex) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE);
		}
		return browser;
	}

	private void send(SseEmitter browser) {
		try {
			for (Map<String, Object> seen = Map.of(); !this.app.isClosed(); Thread.sleep(250)) {
				Map<String, Object> items = items();
				if (!items.equals(seen)) {
					String name = seen.isEmpty() ? "snapshot" : "changes";
					browser.send(SseEmitter.event().name(name).data(changes(seen, items)));
				}
				seen = items;
			}
		}
		catch (IOException ex) {
			// The browser is gone, and the server ends the request by itself
		}
		catch (Exception ex) {
			browser.complete();
		}
	}

	private Map<String, Object> items() {
		Map<String, Object> items = new LinkedHashMap<>();
		// Changes every 15 seconds, by which a browser that is gone is noticed
		items.put("clock", Instant.now().getEpochSecond() / 15);
		for (String kind : List.of("battle", "gift")) {
			for (Map<String, Object> row : this.jdbc.sql("select * from shown_" + kind).query().listOfRows()) {
				items.put(kind + "/" + row.get("id"), row);
			}
		}
		items.put("delivery/now", delivery());
		this.callbacks.latest().forEach((entry) -> items.put("callback/" + entry.number(), entry));
		return items;
	}

	private Map<String, Object> delivery() {
		Map<String, Object> delivery = new HashMap<>();
		delivery.put("mode", this.app.getEnvironment().getProperty("livehook.delivery.mode"));
		Snapshot snapshot = (this.backlog != null) ? this.backlog.snapshot() : null;
		if (snapshot != null) {
			delivery.put("pending", snapshot.pending());
			delivery.put("dead", snapshot.dead());
		}
		return delivery;
	}

	private static Map<String, Object> changes(Map<String, Object> seen, Map<String, Object> items) {
		Map<String, Object> changed = new LinkedHashMap<>(items);
		changed.entrySet().removeAll(seen.entrySet());
		List<String> gone = seen.keySet().stream().filter((key) -> !items.containsKey(key)).toList();
		return Map.of("now", Instant.now(), "items", changed, "gone", gone);
	}

}
