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

package io.github.livehook.delivery.kafka;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The work in a partition of the retries that this node has: its latest records by key.
 * Nothing is run before all of them were read.
 */
final class WorkTable {

	private static final long ORPHAN_CHECK_SECONDS = 5;

	private final long end;

	private final Map<String, Work> works = new HashMap<>();

	// What is outdated is found out when its time has come
	private final PriorityQueue<Next> next = new PriorityQueue<>(Comparator.comparing(Next::at));

	// By key the offset of the record that says how the attempt ended, once it is known:
	// what is running is not run again before that was read
	private final Map<String, Long> running = new HashMap<>();

	private long position;

	private boolean closed;

	/**
	 * Create an empty table.
	 * @param beginning the offset of the first record
	 * @param end the offset after the last record
	 */
	WorkTable(long beginning, long end) {
		this.position = beginning;
		this.end = end;
	}

	/**
	 * Take the next record.
	 * @param offset its offset
	 * @param key its key
	 * @param work its work, {@code null} if the work with the key has ended
	 */
	synchronized void take(long offset, String key, @Nullable Work work) {
		if (work != null) {
			this.works.put(key, work);
		}
		else {
			this.works.remove(key);
		}
		Long awaited = this.running.get(key);
		if (awaited != null && awaited <= offset) {
			this.running.remove(key);
			notifyAll();
		}
		moveTo(offset + 1, key);
	}

	/**
	 * Take no notice of the next record.
	 * @param offset its offset
	 */
	synchronized void skip(long offset) {
		moveTo(offset + 1, "");
	}

	private void moveTo(long position, String key) {
		boolean complete = isComplete();
		this.position = position;
		if (complete) {
			schedule(key);
		}
		else if (isComplete()) {
			this.works.keySet().forEach(this::schedule);
		}
	}

	private boolean isComplete() {
		return this.position >= this.end;
	}

	private void schedule(String key) {
		Work work = this.works.get(key);
		if (work != null && !this.running.containsKey(key)) {
			this.next.add(new Next(work.due(), key));
		}
	}

	/**
	 * Return work that is due, to be run now.
	 * @param now the time
	 * @param orphan tells which work cannot be run here
	 * @return the work, {@code null} if there is none
	 */
	synchronized @Nullable Work poll(Instant now, Predicate<Work> orphan) {
		if (this.closed) {
			return null;
		}
		for (Next first = this.next.peek(); first != null && !first.at().isAfter(now); first = this.next.peek()) {
			this.next.remove();
			Work work = this.running.containsKey(first.key()) ? null : this.works.get(first.key());
			boolean due = work != null && !work.due().isAfter(now);
			if (due && orphan.test(work)) {
				this.next.add(new Next(now.plusSeconds(ORPHAN_CHECK_SECONDS), first.key()));
			}
			else if (due) {
				this.running.put(first.key(), Long.MAX_VALUE);
				return work;
			}
		}
		return null;
	}

	/**
	 * End an attempt.
	 * @param key the key of the work
	 * @param offset the offset of the record that says how
	 */
	synchronized void end(String key, long offset) {
		if (offset < this.position) {
			this.running.remove(key);
			schedule(key);
		}
		else {
			this.running.put(key, offset);
		}
		notifyAll();
	}

	/**
	 * Return all work.
	 * @return a copy
	 */
	synchronized Collection<Work> works() {
		return List.copyOf(this.works.values());
	}

	synchronized int size() {
		return this.works.size();
	}

	/**
	 * Begin with nothing more.
	 */
	synchronized void close() {
		this.closed = true;
	}

	/**
	 * Wait until what is running has ended.
	 * @param deadline the time until which to wait, by {@link System#nanoTime()}
	 * @return whether it has
	 * @throws InterruptedException if the current thread is interrupted
	 */
	synchronized boolean awaitIdle(long deadline) throws InterruptedException {
		while (this.running.containsValue(Long.MAX_VALUE)) {
			long millis = (deadline - System.nanoTime()) / 1_000_000;
			if (millis <= 0) {
				return false;
			}
			wait(millis);
		}
		return true;
	}

	/**
	 * Work to look at.
	 *
	 * @param at the time to look at it
	 * @param key its key
	 */
	private record Next(Instant at, String key) {

	}

}
