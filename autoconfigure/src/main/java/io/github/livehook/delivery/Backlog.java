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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a durable delivery has accepted and not brought to its end.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Backlog {

	/**
	 * Return what there was lately. This method does not wait for the store.
	 * @return the figures, or {@code null} while the store does not tell them or gives no
	 * work
	 */
	@Nullable Snapshot snapshot();

	/**
	 * Return whether a node counts its own part only, so that the backlog of the
	 * application is the sum of its nodes. Otherwise each node counts all of it. Dead
	 * letters are counted by each node in either case.
	 * @return whether it is a part
	 */
	default boolean isPartial() {
		return false;
	}

	/**
	 * The figures of a moment.
	 *
	 * @param takenAt the moment
	 * @param handlers the work of each handler that has some
	 * @param dead how many dead letters there are
	 * @param unread how many callbacks are stored whose work is not counted by handler
	 * @param oldestUnread the time since the oldest of these was accepted
	 */
	record Snapshot(Instant takenAt, List<Work> handlers, long dead, long unread, Duration oldestUnread) {

		public Snapshot {
			handlers = List.copyOf(handlers);
		}

		/**
		 * Create the figures of a store that counts all work by handler.
		 * @param takenAt the moment
		 * @param handlers the work of each handler that has some
		 * @param dead how many dead letters there are
		 */
		public Snapshot(Instant takenAt, List<Work> handlers, long dead) {
			this(takenAt, handlers, dead, 0, Duration.ZERO);
		}

		/**
		 * Return how much work there is, besides that of orphans.
		 * @return how many calls of handlers are running, due or to be retried, and how
		 * many callbacks are unread
		 */
		public long pending() {
			return this.unread
					+ this.handlers.stream().filter((work) -> !work.orphaned()).mapToLong(Work::pending).sum();
		}

		/**
		 * Return how old the oldest work is, besides that of orphans.
		 * @return the time since it was accepted or replayed, zero if there is none
		 */
		public Duration oldest() {
			return this.handlers.stream()
				.filter((work) -> !work.orphaned())
				.map(Work::oldest)
				.reduce(this.oldestUnread, (one, other) -> (one.compareTo(other) >= 0) ? one : other);
		}

		/**
		 * Return the work of handlers that the application does not have.
		 * @return the work of each of them
		 */
		public List<Work> orphans() {
			return this.handlers.stream().filter(Work::orphaned).toList();
		}

	}

	/**
	 * The work of a handler.
	 *
	 * @param handlerId the handler
	 * @param pending how many calls are running, due or to be retried
	 * @param oldest the time since the oldest was accepted or replayed
	 * @param orphaned whether the application has no such handler, or does not accept the
	 * app any more; the work waits for that
	 */
	record Work(String handlerId, long pending, Duration oldest, boolean orphaned) {

	}

}
