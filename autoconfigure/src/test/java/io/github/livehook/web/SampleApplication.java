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

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestServer;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that keeps what its handlers are called with, and samples posted to it.
 */
final class SampleApplication implements AutoCloseable {

	private final TestServer server;

	private final CallbackClient client;

	private SampleApplication(TestServer server) {
		this.server = server;
		this.client = server.client();
	}

	static SampleApplication start(Class<?> handlers) {
		// Some samples tell of one event in several ways
		return new SampleApplication(
				TestServer.start(List.of(Received.class, handlers), "livehook.deduplication.window=0"));
	}

	/**
	 * Post a sample.
	 * @param sample the name of its file
	 * @param commandOfQuery the command that the query names
	 * @return the answer
	 */
	HttpResponse<String> post(String sample, String commandOfQuery) {
		this.server.bean(Received.class).events.clear();
		String query = SignedQuery.now().replace(BattleStarted.COMMAND, commandOfQuery);
		return this.client.send(this.client.request(query).POST(BodyPublishers.ofString(Samples.read(sample))));
	}

	/**
	 * Return what the one call since the last post was called with.
	 * @return the event
	 */
	CallbackPayload received() {
		List<CallbackPayload> events = this.server.bean(Received.class).events;
		assertThat(events).hasSize(1);
		return events.get(0);
	}

	@Override
	public void close() {
		this.server.close();
	}

	/**
	 * What the handlers have been called with.
	 */
	static class Received {

		private final List<CallbackPayload> events = new CopyOnWriteArrayList<>();

		void add(CallbackPayload event) {
			this.events.add(event);
		}

	}

}
