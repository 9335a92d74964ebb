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
import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import org.springframework.kafka.support.Acknowledgment;

/**
 * The callbacks of a partition from the first that is not finished to the last that was
 * read. What is finished without a gap is acknowledged, so that a restart begins after
 * it.
 */
final class PartitionWindow {

	private static final long MAX_BYTES = 32L * 1024 * 1024;

	private final int maxItems;

	private final Deque<Item> items = new ArrayDeque<>();

	private long position;

	private long lastBegun = -1;

	private long bytes;

	private boolean closed;

	private boolean detached;

	/**
	 * Create an empty window.
	 * @param position the offset of the first callback
	 * @param maxItems the number of callbacks that the window is full with
	 */
	PartitionWindow(long position, int maxItems) {
		this.position = position;
		this.maxItems = maxItems;
	}

	/**
	 * Add the next callback.
	 * @param offset its offset
	 * @param size the number of bytes that it takes
	 * @param since when it was accepted
	 * @param parts the number of its parts, each of which has to end
	 * @param acknowledgment what acknowledges it and all before it
	 * @return the callback
	 */
	synchronized Item add(long offset, int size, Instant since, int parts, Acknowledgment acknowledgment) {
		Item item = new Item(offset, size, since, parts, acknowledgment);
		this.items.add(item);
		this.bytes += size;
		return item;
	}

	private synchronized boolean begin(Item item) {
		// What is before the last one that has begun has to end for that to count
		if (this.detached || (this.closed && item.offset > this.lastBegun)) {
			return false;
		}
		this.lastBegun = Math.max(this.lastBegun, item.offset);
		return true;
	}

	private synchronized void end(Item item) {
		item.parts--;
		Acknowledgment last = null;
		for (Item first = this.items.peek(); first != null && first.parts <= 0; first = this.items.peek()) {
			this.items.remove();
			this.bytes -= first.size;
			this.position = first.offset + 1;
			last = first.acknowledgment;
		}
		if (last != null && !this.detached) {
			last.acknowledge();
		}
		notifyAll();
	}

	/**
	 * Return the offset that a restart begins at.
	 * @return the offset of the first callback that is not finished
	 */
	synchronized long position() {
		return this.position;
	}

	/**
	 * Return when the oldest unfinished callback was accepted.
	 * @return the time, {@code null} if there is none
	 */
	synchronized @Nullable Instant oldest() {
		Item first = this.items.peek();
		return (first != null) ? first.since : null;
	}

	synchronized boolean isFull() {
		return this.items.size() >= this.maxItems || this.bytes >= MAX_BYTES;
	}

	synchronized boolean isHalfFull() {
		return this.items.size() > this.maxItems / 2 || this.bytes > MAX_BYTES / 2;
	}

	/**
	 * Begin with no more callbacks than the first ones have to wait for.
	 */
	synchronized void close() {
		this.closed = true;
	}

	/**
	 * Acknowledge nothing any more, since others have the partition.
	 */
	synchronized void detach() {
		this.closed = true;
		this.detached = true;
	}

	/**
	 * Return whether all that has begun has ended.
	 * @return {@code true} if it has
	 */
	synchronized boolean isIdle() {
		Item first = this.items.peek();
		return first == null || first.offset > this.lastBegun;
	}

	/**
	 * Wait until all that has begun has ended.
	 * @param deadline the time until which to wait, by {@link System#nanoTime()}
	 * @return whether it has
	 * @throws InterruptedException if the current thread is interrupted
	 */
	synchronized boolean awaitIdle(long deadline) throws InterruptedException {
		while (!isIdle()) {
			long millis = (deadline - System.nanoTime()) / 1_000_000;
			if (millis <= 0) {
				return false;
			}
			wait(millis);
		}
		return true;
	}

	/**
	 * A callback that is not finished.
	 */
	final class Item {

		private final long offset;

		private final int size;

		private final Instant since;

		private final Acknowledgment acknowledgment;

		private int parts;

		private Item(long offset, int size, Instant since, int parts, Acknowledgment acknowledgment) {
			this.offset = offset;
			this.size = size;
			this.since = since;
			this.parts = parts;
			this.acknowledgment = acknowledgment;
		}

		/**
		 * Begin with a part.
		 * @return {@code false} if that is left to others
		 */
		boolean begin() {
			return PartitionWindow.this.begin(this);
		}

		/**
		 * End a part.
		 */
		void end() {
			PartitionWindow.this.end(this);
		}

	}

}
