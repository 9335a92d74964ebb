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
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the dead letters that are too old or too many. Where they are not limited, it
 * warns each time that their number has doubled.
 *
 * @since 0.1.0
 */
public final class DeadLetterCleanup implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(DeadLetterCleanup.class);

	private static final long FEW = 500;

	private static final int GROWTH = 2;

	private final Store store;

	private final DeadLetterLimits limits;

	private final CallbackListeners listeners;

	private final InstantSource clock;

	private long lastCount = FEW;

	/**
	 * Create a clean-up.
	 * @param store the store of dead letters
	 * @param limits their limits
	 * @param listeners the listeners to notify
	 * @param clock the clock
	 */
	public DeadLetterCleanup(Store store, DeadLetterLimits limits, CallbackListeners listeners, InstantSource clock) {
		this.store = store;
		this.limits = limits;
		this.listeners = listeners;
		this.clock = clock;
	}

	@Override
	public void run() {
		long notKept = this.store.takeUnreadableNotKept();
		if (notKept > 0) {
			logger.warn(
					"{} events with bodies that do not fit were not kept, since their handlers have {} dead letters "
							+ "of the same request (livehook.delivery.dead-letters.max-unreadable-per-request)",
					notKept, this.limits.maxUnreadablePerRequest());
		}
		Duration maxAge = this.limits.maxAge();
		if (maxAge != null) {
			Instant oldest = this.clock.instant().minus(maxAge);
			removeAll("older than " + maxAge, () -> this.store.removeOlderThan(oldest));
		}
		Long maxCount = this.limits.maxCount();
		if (maxCount != null) {
			removeAll("older than the latest " + maxCount, () -> this.store.removeAllBut(maxCount));
		}
		if (maxAge == null && maxCount == null) {
			checkGrowth(this.store.count());
		}
	}

	private void removeAll(String reason, IntSupplier remove) {
		int removed = 0;
		for (int some = remove.getAsInt(); some > 0; some = remove.getAsInt()) {
			int count = some;
			this.listeners.notify((listener) -> listener.deadLettersRemoved(count));
			removed += count;
		}
		if (removed > 0) {
			logger.info("Removed {} dead letters, which were {}", removed, reason);
		}
	}

	private void checkGrowth(long count) {
		if (count >= GROWTH * this.lastCount) {
			logger.warn("There are {} dead letters. Replay or discard them, or limit them by "
					+ "livehook.delivery.dead-letters.max-age or max-count", count);
			this.lastCount = count;
		}
		else if (GROWTH * count < this.lastCount) {
			this.lastCount = Math.max(count, FEW);
		}
	}

	/**
	 * Store of dead letters.
	 */
	public interface Store {

		/**
		 * Count the dead letters.
		 * @return the number
		 */
		long count();

		/**
		 * Remove dead letters that are too old.
		 * @param time the time since which they may have died
		 * @return the number that was removed; more may be left if it is not 0
		 */
		int removeOlderThan(Instant time);

		/**
		 * Remove dead letters that are too many, the oldest ones.
		 * @param count the number to keep
		 * @return the number that was removed; more may be left if it is not 0
		 */
		int removeAllBut(long count);

		/**
		 * Return the number of unreadable bodies that were not kept since the last call.
		 * @return the number
		 */
		long takeUnreadableNotKept();

	}

}
