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

package io.github.livehook.actuate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.Backlog;

/**
 * What a durable delivery has accepted and not brought to its end.
 *
 * @param countedAt when it was counted, {@code null} while the store does not tell
 * @param pending how many calls of handlers are running, due or to be retried
 * @param oldest how old the oldest of them is
 * @param dead how many dead letters there are
 * @param handlers the work of each handler of the application
 * @param orphans the work of handlers that the application does not have
 * @since 0.1.0
 */
public record DeliveryState(@Nullable Instant countedAt, long pending, String oldest, long dead, List<Work> handlers,
		List<Work> orphans) {

	static DeliveryState of(Backlog.@Nullable Snapshot snapshot) {
		if (snapshot == null) {
			return new DeliveryState(null, 0, "PT0S", 0, List.of(), List.of());
		}
		return new DeliveryState(snapshot.takenAt(), snapshot.pending(), snapshot.oldest().toString(), snapshot.dead(),
				snapshot.handlers().stream().filter((work) -> !work.orphaned()).map(Work::of).toList(),
				snapshot.orphans().stream().map(Work::of).toList());
	}

	/**
	 * The work of a handler.
	 *
	 * @param handler the handler
	 * @param pending how many calls there are
	 * @param oldest how old the oldest is
	 */
	public record Work(String handler, long pending, String oldest) {

		private static Work of(Backlog.Work work) {
			return new Work(work.handlerId(), work.pending(), work.oldest().toString());
		}

	}

}
