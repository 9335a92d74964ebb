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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetterCleanup;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.TimeOrderedIdGenerator;
import io.github.livehook.delivery.kafka.DeadLetterIndex.Entry;

/**
 * {@link DeadLetters} in a compacted topic. A replay writes the work first and removes
 * the dead letter after that, so it is never lost; whoever replays the same one on
 * another node in the same moment may have its handler called twice.
 */
final class KafkaDeadLetters implements DeadLetters, DeadLetterCleanup.Store {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int PROGRESS_INTERVAL = 100;

	private final KafkaCluster cluster;

	private final Supplier<KafkaNode> node;

	private final InstantSource clock;

	private final TimeOrderedIdGenerator ids;

	/**
	 * Create the dead letters.
	 * @param cluster the cluster
	 * @param node the supplier of this node, which fails while the delivery does not run
	 * @param clock the clock
	 */
	KafkaDeadLetters(KafkaCluster cluster, Supplier<KafkaNode> node, InstantSource clock) {
		this.cluster = cluster;
		this.node = node;
		this.clock = clock;
		this.ids = new TimeOrderedIdGenerator(clock);
	}

	private DeadLetterIndex index() {
		return this.node.get().deadLetters();
	}

	@Override
	public List<DeadLetter> find(Filter filter, int limit) {
		List<Entry> found = index().find(filter);
		return found.subList(Math.max(0, found.size() - limit), found.size())
			.stream()
			.sorted((one, other) -> other.compareTo(one))
			.map(Entry::letter)
			.toList();
	}

	@Override
	public @Nullable DeadLetter find(String id) {
		Entry entry = index().find(id);
		return (entry != null) ? entry.letter() : null;
	}

	@Override
	public byte @Nullable [] body(String id) {
		Entry entry = index().find(id);
		if (entry == null) {
			return null;
		}
		try (Consumer<byte[], byte[]> reader = this.cluster.createReader()) {
			ConsumerRecord<byte[], byte[]> record = read(reader, entry);
			return (record != null) ? record.value() : null;
		}
	}

	private @Nullable ConsumerRecord<byte[], byte[]> read(Consumer<byte[], byte[]> reader, Entry entry) {
		TopicPartition partition = new TopicPartition(this.cluster.deadLettersTopic(), entry.partition());
		reader.assign(List.of(partition));
		reader.seek(partition, entry.offset());
		long deadline = System.nanoTime() + TIMEOUT.toNanos();
		while (System.nanoTime() - deadline < 0) {
			for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(100))) {
				// Compaction may have removed it
				return (record.offset() == entry.offset()) ? record : null;
			}
		}
		throw new IllegalStateException("Kafka did not return the dead letter in time");
	}

	@Override
	public boolean replay(String id) {
		return change(id, this::replay);
	}

	@Override
	public int replay(Filter filter, IntPredicate progress) {
		return change(filter, progress, this::replay);
	}

	private boolean replay(Consumer<byte[], byte[]> reader, Entry entry) {
		if (entry.letter().handlerId().equals(CallbackRecords.NO_HANDLER)) {
			return false;
		}
		ConsumerRecord<byte[], byte[]> record = read(reader, entry);
		if (record == null) {
			return false;
		}
		Instant now = this.clock.instant();
		StoredCallback dead = CallbackRecords.readCallback(record);
		// What removes this dead letter must not remove the next one
		String row = this.ids.generate(1).get(0);
		Work work = new StoredCallback(row, dead.metadata(), dead.body())
			.work(entry.letter().handlerId(), entry.partition(), now)
			.waiting(0, now);
		return await(index().replay(work)) && await(index().remove(entry));
	}

	@Override
	public boolean discard(String id) {
		return change(id, this::discard);
	}

	@Override
	public int discard(Filter filter, IntPredicate progress) {
		return change(filter, progress, this::discard);
	}

	private boolean discard(Consumer<byte[], byte[]> reader, Entry entry) {
		return await(index().remove(entry));
	}

	@Override
	public long count() {
		return index().size();
	}

	@Override
	public int removeOlderThan(Instant time) {
		return removeAll(
				index().find(Filter.all()).stream().takeWhile((entry) -> entry.letter().diedAt().isBefore(time)));
	}

	@Override
	public int removeAllBut(long count) {
		List<Entry> entries = index().find(Filter.all());
		return removeAll(entries.stream().limit(Math.max(0, entries.size() - count)));
	}

	// Each on the node that has its partition
	private int removeAll(Stream<Entry> entries) {
		KafkaNode node = this.node.get();
		return (int) entries.filter((entry) -> node.hasPartition(entry.partition()))
			.filter((entry) -> node.deadLetters().change(entry, (claimed) -> await(index().remove(claimed))))
			.count();
	}

	@Override
	public long takeUnreadableNotKept() {
		return index().takeUnreadableNotKept();
	}

	private boolean change(String id, BiPredicate<Consumer<byte[], byte[]>, Entry> change) {
		DeadLetterIndex index = index();
		Entry entry = index.find(id);
		if (entry == null) {
			return false;
		}
		try (Consumer<byte[], byte[]> reader = this.cluster.createReader()) {
			return index.change(entry, (claimed) -> change.test(reader, claimed));
		}
	}

	private int change(Filter filter, IntPredicate progress, BiPredicate<Consumer<byte[], byte[]>, Entry> change) {
		DeadLetterIndex index = index();
		List<Entry> found = index.find(filter);
		int changed = 0;
		boolean more = true;
		try (Consumer<byte[], byte[]> reader = this.cluster.createReader()) {
			for (int i = 0; more && i < found.size(); i++) {
				changed += index.change(found.get(i), (claimed) -> change.test(reader, claimed)) ? 1 : 0;
				more = (i + 1) % PROGRESS_INTERVAL != 0 && i + 1 < found.size() || progress.test(changed);
			}
		}
		return changed;
	}

	private static boolean await(CompletableFuture<Long> written) {
		try {
			written.get(TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new IllegalStateException("Kafka did not acknowledge the change of a dead letter in time", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The change of a dead letter was interrupted", ex);
		}
	}

}
