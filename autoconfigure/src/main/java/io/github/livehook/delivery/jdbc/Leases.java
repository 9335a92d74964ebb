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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.livehook.delivery.jdbc.WorkRepository.NextDue;

/**
 * The leases of the work that this process holds. Nobody else takes it before they end.
 * What runs for long is leased again; what a crash leaves behind needs nothing, because
 * its lease ends.
 */
final class Leases {

	private static final int RENEWALS_IN_A_LEASE = 4;

	private final WorkRepository repository;

	private final Duration renewal;

	private final Duration lease;

	// The times before the statements that leased it, by System.nanoTime()
	private final Map<WorkItem, Long> leasedAt = new ConcurrentHashMap<>();

	/**
	 * Create leases.
	 * @param repository the repository of work
	 * @param renewal the interval in which they are renewed; they last four times as long
	 */
	Leases(WorkRepository repository, Duration renewal) {
		this.repository = repository;
		this.renewal = renewal;
		this.lease = renewal.multipliedBy(RENEWALS_IN_A_LEASE);
	}

	Duration duration() {
		return this.lease;
	}

	void hold(WorkItem work, long leasedAt) {
		this.leasedAt.put(work, leasedAt);
	}

	void release(WorkItem work) {
		this.leasedAt.remove(work);
	}

	/**
	 * Return whether work is still held.
	 * @param work the work
	 * @return {@code false} if others may have taken it
	 */
	boolean isHeld(WorkItem work) {
		Long leasedAt = this.leasedAt.get(work);
		return leasedAt != null && System.nanoTime() - leasedAt < this.lease.toNanos();
	}

	List<WorkItem> held() {
		return List.copyOf(this.leasedAt.keySet());
	}

	/**
	 * Return the work whose leases are to be renewed.
	 * @return the work
	 */
	List<WorkItem> old() {
		long limit = System.nanoTime() - this.renewal.toNanos();
		return this.leasedAt.entrySet()
			.stream()
			.filter((lease) -> lease.getValue() - limit <= 0)
			.map(Map.Entry::getKey)
			.toList();
	}

	/**
	 * Renew the leases of work that is running.
	 * @param running the work
	 */
	void renew(List<WorkItem> running) {
		long now = System.nanoTime();
		Set<WorkKey> lost = this.repository.setDue(running.stream()
			.map((work) -> NextDue.renewed(work.key(), this.lease, work.attemptsBefore() + 1))
			.toList());
		running.stream()
			.filter((work) -> !lost.contains(work.key()))
			.forEach((work) -> this.leasedAt.replace(work, now));
	}

	/**
	 * Give back work that has not begun, so that others may take it.
	 * @param waiting the work
	 */
	void giveBack(List<WorkItem> waiting) {
		waiting.forEach(this::release);
		this.repository.setDue(waiting.stream()
			.map((work) -> NextDue.released(work.key(), Duration.ZERO, work.attemptsBefore()))
			.toList());
	}

}
