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

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A limit of what is handled or stored at the same time. There is no queue: what exceeds
 * the limit is turned away.
 *
 * @since 0.1.0
 */
public final class ConcurrencyLimit {

	private final Object monitor = new Object();

	private final int limit;

	private final LongSupplier nanoTime;

	private int active;

	private long saturatedAt;

	private boolean open = true;

	private @Nullable Runnable idle;

	/**
	 * Create a limit.
	 * @param limit how many may be active at the same time, at least 1
	 */
	public ConcurrencyLimit(int limit) {
		this(limit, System::nanoTime);
	}

	/**
	 * Create a limit that looks at another clock.
	 * @param limit how many may be active at the same time, at least 1
	 * @param nanoTime the source of the time, in nanoseconds
	 */
	public ConcurrencyLimit(int limit, LongSupplier nanoTime) {
		Assert.isTrue(limit > 0, "'limit' must be positive");
		this.limit = limit;
		this.nanoTime = nanoTime;
	}

	/**
	 * Return how many may be active at the same time.
	 * @return the limit
	 */
	public int limit() {
		return this.limit;
	}

	/**
	 * Return how many are active.
	 * @return the number
	 */
	public int active() {
		synchronized (this.monitor) {
			return this.active;
		}
	}

	/**
	 * Return how long the limit has been reached without interruption.
	 * @return the duration, zero if there is room
	 */
	public Duration saturatedFor() {
		synchronized (this.monitor) {
			return (this.active < this.limit) ? Duration.ZERO
					: Duration.ofNanos(this.nanoTime.getAsLong() - this.saturatedAt);
		}
	}

	/**
	 * Become active, if there is room.
	 * @return whether there was room
	 */
	public boolean tryAcquire() {
		synchronized (this.monitor) {
			if (!this.open || this.active >= this.limit) {
				return false;
			}
			this.active++;
			if (this.active == this.limit) {
				this.saturatedAt = this.nanoTime.getAsLong();
			}
			return true;
		}
	}

	/**
	 * End what became active.
	 */
	public void release() {
		Runnable idle;
		synchronized (this.monitor) {
			this.active--;
			idle = takeIdle();
		}
		run(idle);
	}

	/**
	 * Open the limit again after a {@link #close}. What waits until nothing is active
	 * waits no longer.
	 */
	public void open() {
		Runnable idle;
		synchronized (this.monitor) {
			this.open = true;
			idle = this.idle;
			this.idle = null;
		}
		run(idle);
	}

	/**
	 * Close the limit: there is no room any more.
	 * @param whenIdle called once nothing is active any more, from any thread
	 */
	public void close(Runnable whenIdle) {
		Runnable idle;
		synchronized (this.monitor) {
			this.open = false;
			this.idle = whenIdle;
			idle = takeIdle();
		}
		run(idle);
	}

	/**
	 * Return whether the limit is open.
	 * @return {@code false} after a {@link #close}
	 */
	public boolean isOpen() {
		synchronized (this.monitor) {
			return this.open;
		}
	}

	private @Nullable Runnable takeIdle() {
		Runnable idle = this.idle;
		if (this.active > 0 || idle == null) {
			return null;
		}
		this.idle = null;
		return idle;
	}

	private static void run(@Nullable Runnable idle) {
		if (idle != null) {
			idle.run();
		}
	}

}
