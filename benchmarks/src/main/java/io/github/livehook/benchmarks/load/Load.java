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

package io.github.livehook.benchmarks.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Sends callbacks over HTTP, each another event, from one thread over all connections.
 */
public final class Load implements AutoCloseable {

	private static final int PRECISION = 3;

	private static final long STUCK = Duration.ofSeconds(10).toMillis();

	private final boolean spinning;

	private final Selector selector = Selector.open();

	private final Deque<Connection> idle = new ArrayDeque<>();

	private final List<Connection> connections = new ArrayList<>();

	private Histogram latencies = new Histogram(PRECISION);

	private long failures;

	/**
	 * Connect to an application.
	 * @param target the application, and what it is sent
	 * @param spinning whether this thread has a core of its own and never sleeps there:
	 * to wake a core that sleeps takes time of the application, and the more the slower
	 * it is
	 * @throws IOException if there is no connection
	 */
	public Load(Target target, boolean spinning) throws IOException {
		this.spinning = spinning;
		for (int i = 0; i < target.connections(); i++) {
			this.connections.add(new Connection(target, this.selector));
		}
		this.idle.addAll(this.connections);
	}

	/**
	 * Send callbacks until the pace is over, and await all answers.
	 * @param pace when to send
	 * @return what came of it
	 * @throws IOException if a connection breaks
	 */
	public LoadResult run(Pace pace) throws IOException {
		this.latencies = new Histogram(PRECISION);
		this.failures = 0;
		long start = System.nanoTime();
		Pace.Schedule schedule = pace.begin();
		boolean over = schedule.isOver(start);
		while (!over || this.idle.size() < this.connections.size()) {
			if (!over) {
				sendWhatIsDue(schedule);
			}
			awaitAnswers(over || schedule.waitsForAnswers());
			over = over || schedule.isOver(System.nanoTime());
		}
		Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
		return new LoadResult(this.latencies.getTotalCount() - this.failures, this.failures, elapsed, this.latencies);
	}

	private void sendWhatIsDue(Pace.Schedule schedule) throws IOException {
		long now = System.nanoTime();
		while (!this.idle.isEmpty() && !schedule.isOver(now) && schedule.isDue(now)) {
			this.idle.removeFirst().send(schedule.take(now));
			now = System.nanoTime();
		}
	}

	private void awaitAnswers(boolean patiently) throws IOException {
		if (!patiently) {
			this.selector.selectNow(this::proceed);
		}
		else if (awaitAnswer() == 0) {
			throw new IOException("There was no answer for %d ms".formatted(STUCK));
		}
	}

	private int awaitAnswer() throws IOException {
		if (!this.spinning) {
			return this.selector.select(this::proceed, STUCK);
		}
		long start = System.nanoTime();
		int ready = this.selector.selectNow(this::proceed);
		while (ready == 0 && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(STUCK)) {
			Thread.onSpinWait();
			ready = this.selector.selectNow(this::proceed);
		}
		return ready;
	}

	private void proceed(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		try {
			if (connection.proceed()) {
				this.latencies.recordValue(System.nanoTime() - connection.intended());
				this.failures += connection.isSuccess() ? 0 : 1;
				this.idle.addLast(connection);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		for (Connection connection : this.connections) {
			connection.close();
		}
		this.selector.close();
	}

}
