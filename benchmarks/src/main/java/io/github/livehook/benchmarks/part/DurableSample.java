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
import java.time.Duration;

import io.github.livehook.benchmarks.callback.HandledCallbacks;
import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.database.StoredBytes;
import io.github.livehook.benchmarks.load.LoadResult;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.Jvm;

/**
 * A contender that keeps callbacks in a database under a load over HTTP, once.
 *
 * @param result what came of the load
 * @param handled how many callbacks were handled during the load
 * @param backlog how many were not when it ended
 * @param drained how long after it the last one was
 * @param stored what they take, after that
 */
record DurableSample(LoadResult result, long handled, long backlog, Duration drained, StoredBytes stored) {

	private static final double SECOND = 1e9;

	/**
	 * Measure a contender in new JVMs on a new database.
	 * @param plan how
	 * @param jvm how to run it
	 * @param contender the contender
	 * @param databases where callbacks are kept
	 * @param connections how many connections the load has
	 * @return what was measured
	 * @throws IOException if that fails
	 */
	static DurableSample measure(Plan plan, Jvm jvm, Contender contender, DurableDatabases databases, int connections)
			throws IOException {
		try (DurableNodes nodes = DurableNodes.start(contender, jvm, databases.create(contender), connections)) {
			nodes.run(Pace.unlimited(plan.effort().warmUp()));
			nodes.drain();
			StoredBytes storedBefore = databases.storedBytes(contender);
			HandledCallbacks before = nodes.handled();
			LoadResult result = nodes.run(Pace.unlimited(plan.effort().duration())).checked();
			HandledCallbacks after = nodes.handledAndPending();
			Duration drained = nodes.drain();
			return new DurableSample(result, after.count() - before.count(), after.pending(), drained,
					databases.storedBytes(contender).since(storedBefore));
		}
	}

	double rate() {
		return this.result.rate();
	}

	double handledRate() {
		return this.handled * SECOND / this.result.elapsed().toNanos();
	}

	double drainedSeconds() {
		return this.drained.toNanos() / SECOND;
	}

	double tableBytes() {
		return (double) this.stored.tables() / this.result.successes();
	}

	double logBytes() {
		return (double) this.stored.log() / this.result.successes();
	}

}
