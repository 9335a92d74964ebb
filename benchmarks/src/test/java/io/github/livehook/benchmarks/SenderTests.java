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

package io.github.livehook.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Sender}.
 */
class SenderTests {

	@Test
	void whenAnAnswerIsSlowThenThoseThatWaitForItCountFromTheirTime() throws Exception {
		AtomicInteger requests = new AtomicInteger();
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.setExecutor(Executors.newSingleThreadExecutor());
		server.createContext("/", (exchange) -> {
			exchange.getRequestBody().readAllBytes();
			if (requests.incrementAndGet() == 1) {
				LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
			}
			exchange.sendResponseHeaders(200, 2);
			exchange.getResponseBody().write("{}".getBytes());
			exchange.close();
		});
		server.start();
		try (Sender sender = new Sender(server.getAddress().getPort(), 1)) {
			long start = System.nanoTime();
			long[] latencies = sender.send(100, Duration.ofMillis(500));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(480));
			assertThat(requests).hasValue(50);
			assertThat(latencies).hasSize(50).isSorted();
			assertThat(latencies[49]).isGreaterThan(Duration.ofMillis(295).toNanos());
			// Those of the first 200 ms; only one, if latencies counted from when it was
			// sent
			assertThat(latencies[30]).isGreaterThanOrEqualTo(Duration.ofMillis(98).toNanos());
		}
		finally {
			server.stop(0);
		}
	}

}
