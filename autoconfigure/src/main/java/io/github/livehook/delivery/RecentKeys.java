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

package io.github.livehook.delivery;

import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Remembers the newest keys, each for a while, and forgets the oldest first. All memory,
 * 30 bytes for each key, is taken at once and in primitive arrays: nothing grows while
 * requests wait, and a garbage collector has nothing to walk.
 *
 * @since 0.1.0
 */
public final class RecentKeys {

	/**
	 * The largest number of keys that can be remembered, which takes 3 GB.
	 */
	public static final int MAX_KEYS = 100_000_000;

	// Of an entry: both halves of the key, and the time
	private static final int LONGS = 3;

	private static final int FREE = -1;

	private final int capacity;

	private final long window;

	private final long factor;

	// In the order of arrival, the oldest is overwritten by the next
	private final long[] entries;

	// By the hash of the key, or at the next free place after that
	private final int[] index;

	private int size;

	private int next;

	/**
	 * Create an empty memory.
	 * @param maxKeys how many keys are remembered
	 * @param window for how long, in any unit; 0 for not at all
	 */
	public RecentKeys(int maxKeys, long window) {
		// Nobody can know which keys get the same hash
		this(maxKeys, window, ThreadLocalRandom.current().nextLong() | 1);
	}

	RecentKeys(int maxKeys, long window, long factor) {
		this.capacity = (window > 0) ? maxKeys : 0;
		this.window = window;
		this.factor = factor;
		this.entries = new long[LONGS * this.capacity];
		this.index = new int[this.capacity + this.capacity / 2 + 1];
		Arrays.fill(this.index, FREE);
	}

	/**
	 * Return whether a key is remembered.
	 * @param key the key
	 * @param now the time, in the unit of the window
	 * @return whether it was added less than the window ago, and fewer than the maximum
	 * of keys after it
	 */
	public synchronized boolean contains(UUID key, long now) {
		return isFresh(this.index[find(key)], now);
	}

	private boolean isFresh(int entry, long now) {
		return entry != FREE && now - addedAt(entry) < this.window;
	}

	/**
	 * Remember a key, unless it is remembered already.
	 * @param key the key
	 * @param now the time, in the unit of the window
	 */
	public synchronized void add(UUID key, long now) {
		if (this.capacity == 0 || isFresh(this.index[find(key)], now)) {
			return;
		}
		if (this.size == this.capacity) {
			forget(this.next);
		}
		else {
			this.size++;
		}
		this.entries[LONGS * this.next] = key.getMostSignificantBits();
		this.entries[LONGS * this.next + 1] = key.getLeastSignificantBits();
		this.entries[LONGS * this.next + 2] = now;
		this.index[find(key)] = this.next;
		this.next = (this.next + 1 < this.capacity) ? this.next + 1 : 0;
	}

	private void forget(int entry) {
		int place = find(high(entry), low(entry));
		// A key that was too old and came again has a newer entry
		if (this.index[place] == entry) {
			free(place);
		}
	}

	// Moves up what may only be found behind the place
	private void free(int place) {
		int free = place;
		for (int i = after(place); this.index[i] != FREE; i = after(i)) {
			int home = home(high(this.index[i]), low(this.index[i]));
			if (distance(home, i) >= distance(free, i)) {
				this.index[free] = this.index[i];
				free = i;
			}
		}
		this.index[free] = FREE;
	}

	private int find(UUID key) {
		return find(key.getMostSignificantBits(), key.getLeastSignificantBits());
	}

	private int find(long high, long low) {
		int place = home(high, low);
		while (this.index[place] != FREE && (high(this.index[place]) != high || low(this.index[place]) != low)) {
			place = after(place);
		}
		return place;
	}

	private int home(long high, long low) {
		long hash = (high * this.factor ^ low) * this.factor;
		return (int) ((hash >>> Integer.SIZE) * this.index.length >>> Integer.SIZE);
	}

	private int after(int place) {
		return (place + 1 < this.index.length) ? place + 1 : 0;
	}

	private int distance(int from, int to) {
		return (to >= from) ? to - from : to - from + this.index.length;
	}

	private long high(int entry) {
		return this.entries[LONGS * entry];
	}

	private long low(int entry) {
		return this.entries[LONGS * entry + 1];
	}

	private long addedAt(int entry) {
		return this.entries[LONGS * entry + 2];
	}

}
