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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import io.github.livehook.benchmarks.callback.HandledCallbacks;
import io.github.livehook.benchmarks.contender.Contender;
import io.github.livehook.benchmarks.load.Pace;
import io.github.livehook.benchmarks.process.Jvm;

/**
 * How long after the answer to a callback its handler begins, when there is nothing else
 * to do. All processes have the same clock, that of the system.
 *
 * @param millis the delays in milliseconds, negative where the handler has begun before
 * the answer was there
 */
record Delays(List<Double> millis) {

	private static final int SHORTEST_PAUSE = 50;

	private static final int LONGEST_PAUSE = 150;

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	private static final double MILLISECOND = 1e6;

	private static final double HUNDRED = 100;

	Delays {
		millis = millis.stream().sorted().toList();
	}

	/**
	 * Measure a contender in a new JVM on a new database.
	 * @param plan how
	 * @param jvm how to run it
	 * @param contender the contender
	 * @param databases where callbacks are kept
	 * @return what was measured
	 * @throws IOException if that fails
	 */
	static Delays measure(Plan plan, Jvm jvm, Contender contender, DurableDatabases databases) throws IOException {
		List<Double> delays = new ArrayList<>();
		try (DurableNodes nodes = DurableNodes.start(contender, jvm, databases.create(contender), 1)) {
			nodes.run(Pace.unlimited(plan.effort().warmUp()));
			nodes.drain();
			for (int i = 0; i < plan.effort().singles(); i++) {
				delays.add(measure(nodes));
			}
		}
		return new Delays(delays);
	}

	private static double measure(DurableNodes nodes) throws IOException {
		long count = nodes.handled().count() + 1;
		nodes.run(Pace.unlimited(1)).checked();
		Instant answered = Instant.now();
		HandledCallbacks handled;
		do {
			// Not in step with what the database is asked for regularly
			DurableNodes.pause(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE, LONGEST_PAUSE));
			handled = nodes.handled();
		}
		while (handled.count() < count && Instant.now().isBefore(answered.plus(LONGEST_DELAY)));
		if (handled.count() != count) {
			throw new IOException("%d callbacks were handled and not %d".formatted(handled.count(), count));
		}
		return Duration.between(answered, handled.last()).toNanos() / MILLISECOND;
	}

	/**
	 * Put delays together.
	 * @param all the delays
	 * @return all of them
	 */
	static Delays join(Collection<Delays> all) {
		return new Delays(all.stream().flatMap((delays) -> delays.millis().stream()).toList());
	}

	double percentile(double percentile) {
		int rank = (int) Math.ceil(percentile / HUNDRED * this.millis.size());
		return this.millis.get(Math.max(rank - 1, 0));
	}

	double median() {
		return percentile(HUNDRED / 2);
	}

}
