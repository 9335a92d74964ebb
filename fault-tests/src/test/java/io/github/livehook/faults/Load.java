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

package io.github.livehook.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import io.github.livehook.test.ReceivedResponse;

/**
 * Clients that post battles one after the other until they are stopped or get no
 * response.
 */
final class Load implements AutoCloseable {

	private final TestedApplication application;

	private final List<Thread> clients = new ArrayList<>();

	private final Queue<Response> responses = new ConcurrentLinkedQueue<>();

	private final Queue<IOException> failures = new ConcurrentLinkedQueue<>();

	private volatile boolean stopped;

	private Load(TestedApplication application) {
		this.application = application;
	}

	static Load on(TestedApplication application, int clients) {
		Load load = new Load(application);
		for (int client = 0; client < clients; client++) {
			Thread thread = new Thread(load::post, "client-" + client);
			load.clients.add(thread);
			thread.start();
		}
		return load;
	}

	private void post() {
		while (!this.stopped) {
			String battleId = Battle.id("plain");
			long start = System.nanoTime();
			try {
				ReceivedResponse response = this.application.send(Battle.started(battleId));
				this.responses.add(new Response(battleId, response.status(), start, System.nanoTime()));
			}
			catch (IOException ex) {
				this.failures.add(ex);
				return;
			}
			catch (InterruptedException ex) {
				return;
			}
		}
	}

	/**
	 * Wait until so many more responses of a status have come than were there.
	 */
	void awaitFurther(int count, int status) {
		awaitFurther(count, status, HandlerCalls.RECOVERY);
	}

	/**
	 * Wait until so many more responses of a status have come than were there.
	 */
	void awaitFurther(int count, int status, Duration timeout) {
		int before = responses(status).size();
		Awaitility.await(count + " responses with " + status)
			.pollInterval(Duration.ofMillis(2))
			.atMost(timeout)
			.until(() -> responses(status).size() >= before + count);
	}

	List<Response> responses() {
		return List.copyOf(this.responses);
	}

	List<Response> responses(int status) {
		return this.responses.stream().filter((response) -> response.status() == status).toList();
	}

	/**
	 * Return the battles that were answered 200.
	 */
	List<String> acknowledged() {
		return battles(200);
	}

	List<String> battles(int status) {
		return responses(status).stream().map(Response::battleId).toList();
	}

	/**
	 * Return the longest time in which no battle was answered 200.
	 */
	Duration longestTimeWithout200() {
		long[] ends = responses(200).stream().mapToLong(Response::end).sorted().toArray();
		return Duration
			.ofNanos(IntStream.range(1, ends.length).mapToLong((i) -> ends[i] - ends[i - 1]).max().orElse(0));
	}

	/**
	 * Return what came instead of responses.
	 */
	List<IOException> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Stop, when the responses that are under way have come.
	 * @return this load, with all its responses
	 */
	Load stop() {
		this.stopped = true;
		this.clients.forEach(Load::join);
		return this;
	}

	private static void join(Thread client) {
		try {
			client.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		stop();
	}

	/**
	 * A response.
	 *
	 * @param battleId the battle that was posted
	 * @param status the status
	 * @param start when it was posted, in nanoseconds
	 * @param end when the response was there
	 */
	record Response(String battleId, int status, long start, long end) {

		Duration time() {
			return Duration.ofNanos(this.end - this.start);
		}

	}

}
