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

package io.github.livehook.benchmarks.processor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The ways to keep alarms that were compared.
 *
 * @since 0.1.0
 */
public enum AlarmDesign {

	/**
	 * A timer for each request, as Livehook's watchdog has it.
	 */
	TIMER {

		@Override
		Alarms create() {
			return new Timers();
		}

	},

	/**
	 * One look over all open requests, every few milliseconds.
	 */
	SWEEP {

		@Override
		Alarms create() {
			return new Sweep();
		}

	};

	abstract Alarms create();

	private static final class Timers implements Alarms {

		private static final int THREADS = 4;

		private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(THREADS);

		Timers() {
			this.executor.setRemoveOnCancelPolicy(true);
		}

		@Override
		public Runnable set(Runnable task, long nanos) {
			ScheduledFuture<?> alarm = this.executor.schedule(task, nanos, TimeUnit.NANOSECONDS);
			return () -> alarm.cancel(false);
		}

		@Override
		public void close() {
			this.executor.shutdownNow();
		}

	}

	private static final class Sweep implements Alarms {

		private static final int PERIOD_MILLIS = 10;

		private final Set<Alarm> open = ConcurrentHashMap.newKeySet();

		private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

		Sweep() {
			this.executor.scheduleAtFixedRate(this::sweep, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
		}

		private void sweep() {
			long now = System.nanoTime();
			for (Alarm alarm : this.open) {
				if (now - alarm.due >= 0 && this.open.remove(alarm)) {
					alarm.task.run();
				}
			}
		}

		@Override
		public Runnable set(Runnable task, long nanos) {
			Alarm alarm = new Alarm(task, System.nanoTime() + nanos);
			this.open.add(alarm);
			return () -> this.open.remove(alarm);
		}

		@Override
		public void close() {
			this.executor.shutdownNow();
		}

	}

	private static final class Alarm {

		private final Runnable task;

		private final long due;

		Alarm(Runnable task, long due) {
			this.task = task;
			this.due = due;
		}

	}

}
