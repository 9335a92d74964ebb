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

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;

/**
 * {@link Backlog} of the partitions that this node has, counted now and then. The sum of
 * all nodes is the backlog of the application; each of them knows all dead letters.
 */
final class KafkaBacklog implements Backlog {

	static final Duration INTERVAL = Duration.ofSeconds(5);

	private static final Duration LONGEST_COUNT = Duration.ofSeconds(20);

	private final InstantSource clock;

	private final Map<TopicPartition, Position> positions = new HashMap<>();

	private volatile @Nullable Snapshot snapshot;

	private volatile long countedAt;

	private volatile BooleanSupplier consuming = () -> false;

	KafkaBacklog(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * Set what tells whether partitions are consumed.
	 * @param consuming whether they are
	 */
	void watch(BooleanSupplier consuming) {
		this.consuming = consuming;
	}

	/**
	 * Count the backlog.
	 * @param admin the client to ask with
	 * @param partitions all partitions of the callbacks
	 * @param assigned those that this node has
	 * @param waiting the work that waits on this node
	 * @param deadLetters the number of dead letters
	 */
	void count(Admin admin, List<TopicPartition> partitions, AssignedPartitions assigned, WaitingWork waiting,
			int deadLetters) {
		try {
			Map<TopicPartition, Long> ends = ends(admin, partitions);
			Instant now = this.clock.instant();
			long unread = 0;
			Duration oldest = Duration.ZERO;
			for (Map.Entry<TopicPartition, CallbackPartition> entry : assigned.callbacks().entrySet()) {
				PartitionWindow window = entry.getValue().window();
				long unreadHere = ends.getOrDefault(entry.getKey(), 0L) - window.position();
				unread += Math.max(0, unreadHere);
				Instant since = (unreadHere > 0) ? oldest(entry.getKey(), window, now) : null;
				oldest = longer(oldest, age(since, now));
			}
			this.snapshot = new Snapshot(now, works(waiting, now), deadLetters, unread, oldest);
			this.countedAt = System.nanoTime();
		}
		catch (RuntimeException ex) {
			this.snapshot = null;
			throw ex;
		}
	}

	// What has not been read is as old as its position at least
	private Instant oldest(TopicPartition partition, PartitionWindow window, Instant now) {
		Instant since = window.oldest();
		if (since == null) {
			Position last = this.positions.get(partition);
			since = (last != null && last.offset() == window.position()) ? last.since() : now;
		}
		this.positions.put(partition, new Position(window.position(), since));
		return since;
	}

	private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) {
		try {
			return admin
				.listOffsets(partitions.stream()
					.collect(Collectors.toMap((partition) -> partition, (p) -> OffsetSpec.latest())))
				.all()
				.get(LONGEST_COUNT.toSeconds(), TimeUnit.SECONDS)
				.entrySet()
				.stream()
				.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> offset(entry.getValue())));
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("Kafka does not tell the ends of its partitions", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static long offset(ListOffsetsResultInfo info) {
		return info.offset();
	}

	private static List<Work> works(WaitingWork waiting, Instant now) {
		Map<Boolean, Map<String, Work>> counted = new HashMap<>();
		for (io.github.livehook.delivery.kafka.Work work : waiting.works()) {
			boolean orphan = waiting.isOrphan(work);
			counted.computeIfAbsent(orphan, (absent) -> new TreeMap<>())
				.merge(work.handlerId(), new Work(work.handlerId(), 1, age(work.since(), now), orphan),
						(one, other) -> new Work(one.handlerId(), one.pending() + other.pending(),
								longer(one.oldest(), other.oldest()), orphan));
		}
		List<Work> works = new ArrayList<>(counted.getOrDefault(false, Map.of()).values());
		works.addAll(counted.getOrDefault(true, Map.of()).values());
		return works;
	}

	private static Duration age(@Nullable Instant since, Instant now) {
		return (since != null && since.isBefore(now)) ? Duration.between(since, now) : Duration.ZERO;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	@Override
	public @Nullable Snapshot snapshot() {
		boolean outdated = System.nanoTime() - this.countedAt > INTERVAL.plus(LONGEST_COUNT).toNanos();
		return (outdated || !this.consuming.getAsBoolean()) ? null : this.snapshot;
	}

	@Override
	public boolean isPartial() {
		return true;
	}

	/**
	 * Where the first callback is that is not finished.
	 *
	 * @param offset its offset
	 * @param since when it was accepted, or seen first
	 */
	private record Position(long offset, Instant since) {

	}

}
