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

/**
 * How many callbacks may be handled or stored at the same time. There is no queue: a
 * callback that gets no permit is turned away.
 *
 * @since 0.1.0
 */
public final class HandlerPermits implements Permits {

	private final Object monitor = new Object();

	private final int maximum;

	private final LongSupplier nanoTime;

	private int used;

	private long exhaustedAt;

	private boolean open = true;

	private @Nullable Runnable idle;

	/**
	 * Create permits.
	 * @param maximum how many there are
	 */
	public HandlerPermits(int maximum) {
		this(maximum, System::nanoTime);
	}

	HandlerPermits(int maximum, LongSupplier nanoTime) {
		this.maximum = maximum;
		this.nanoTime = nanoTime;
	}

	@Override
	public int maximum() {
		return this.maximum;
	}

	@Override
	public int used() {
		synchronized (this.monitor) {
			return this.used;
		}
	}

	@Override
	public Duration exhaustedFor() {
		synchronized (this.monitor) {
			return (this.used < this.maximum) ? Duration.ZERO
					: Duration.ofNanos(this.nanoTime.getAsLong() - this.exhaustedAt);
		}
	}

	/**
	 * Take a permit.
	 * @return whether there was one
	 */
	public boolean tryAcquire() {
		synchronized (this.monitor) {
			if (!this.open || this.used >= this.maximum) {
				return false;
			}
			this.used++;
			if (this.used == this.maximum) {
				this.exhaustedAt = this.nanoTime.getAsLong();
			}
			return true;
		}
	}

	/**
	 * Give a permit back.
	 */
	public void release() {
		Runnable idle;
		synchronized (this.monitor) {
			this.used--;
			idle = takeIdle();
		}
		run(idle);
	}

	/**
	 * Give permits, at first and after a {@link #close}. Whoever still waits until none
	 * is in use waits no longer.
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
	 * Give no more permits.
	 * @param whenIdle called once none is in use any more, from any thread
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

	private @Nullable Runnable takeIdle() {
		Runnable idle = this.idle;
		if (this.used > 0 || idle == null) {
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
