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

package io.github.livehook.benchmarks.part;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import io.github.livehook.benchmarks.callback.HandledCallbacks;
import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Load;
import io.github.livehook.benchmarks.load.LoadResult;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.load.Target;
import io.github.livehook.benchmarks.process.ContenderProcess;
import io.github.livehook.benchmarks.process.Jvm;

/**
 * The processes of a contender that share a database, each with its part of the load.
 */
final class DurableNodes implements AutoCloseable {

	private static final Duration LONGEST_DRAIN = Duration.ofMinutes(10);

	private static final long LOOK_AGAIN_MILLIS = 50;

	private final boolean handles;

	private final List<ContenderProcess> processes = new ArrayList<>();

	private final List<Load> loads = new ArrayList<>();

	private DurableNodes(boolean handles) {
		this.handles = handles;
	}

	/**
	 * Start all of them.
	 * @param contender the contender
	 * @param jvm how to run it
	 * @param url the URL of the database
	 * @param connections how many connections the load has in all
	 * @return what has started
	 * @throws IOException if one does not start
	 */
	static DurableNodes start(Contender contender, Jvm jvm, String url, int connections) throws IOException {
		int number = (contender == Contender.LIVEHOOK_JDBC_TWO_NODES) ? 2 : 1;
		DurableNodes nodes = new DurableNodes(contender != Contender.INSERT);
		try {
			for (int i = 0; i < number; i++) {
				ContenderProcess process = ContenderProcess.start(contender, jvm, "--spring.datasource.url=" + url);
				nodes.processes.add(process);
				nodes.loads.add(new Load(new Target(process.port(), connections / number), false));
			}
			return nodes;
		}
		catch (IOException ex) {
			nodes.close();
			throw ex;
		}
	}

	/**
	 * Send callbacks to all of them at the same time.
	 * @param pace when to send
	 * @return what came of it
	 * @throws IOException if a connection breaks
	 */
	LoadResult run(Pace pace) throws IOException {
		List<FutureTask<LoadResult>> tasks = new ArrayList<>();
		for (Load load : this.loads) {
			FutureTask<LoadResult> task = new FutureTask<>(() -> load.run(pace));
			new Thread(task, "load").start();
			tasks.add(task);
		}
		LoadResult all = result(tasks.get(0));
		for (FutureTask<LoadResult> task : tasks.subList(1, tasks.size())) {
			all = all.with(result(task));
		}
		return all;
	}

	private static LoadResult result(FutureTask<LoadResult> task) throws IOException {
		try {
			return task.get();
		}
		catch (ExecutionException ex) {
			throw new IOException("The load has failed", ex);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	/**
	 * Return what they have handled.
	 * @return the figures of all together
	 * @throws IOException if they do not tell
	 */
	HandledCallbacks handled() throws IOException {
		return handled("");
	}

	/**
	 * Return what they have handled, and what is left to do.
	 * @return the figures of all together
	 * @throws IOException if they do not tell
	 */
	HandledCallbacks handledAndPending() throws IOException {
		return handled("?pending");
	}

	private HandledCallbacks handled(String query) throws IOException {
		HandledCallbacks all = new HandledCallbacks(0, Instant.EPOCH, 0);
		if (this.handles) {
			for (ContenderProcess process : this.processes) {
				all = all.with(HandledCallbacks.parse(process.read(HandledCallbacks.PATH + query)));
			}
		}
		return all;
	}

	/**
	 * Wait until nothing is left to do.
	 * @return how long that has taken
	 * @throws IOException if it takes too long
	 */
	Duration drain() throws IOException {
		long start = System.nanoTime();
		while (handledAndPending().pending() > 0) {
			if (elapsedSince(start).compareTo(LONGEST_DRAIN) > 0) {
				throw new IOException("There is still work left after " + LONGEST_DRAIN);
			}
			pause(LOOK_AGAIN_MILLIS);
		}
		return elapsedSince(start);
	}

	private static Duration elapsedSince(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	static void pause(long millis) throws IOException {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			throw interrupted();
		}
	}

	private static InterruptedIOException interrupted() {
		Thread.currentThread().interrupt();
		return new InterruptedIOException("Interrupted");
	}

	@Override
	public void close() throws IOException {
		for (Load load : this.loads) {
			load.close();
		}
		for (ContenderProcess process : this.processes) {
			process.close();
		}
	}

}
