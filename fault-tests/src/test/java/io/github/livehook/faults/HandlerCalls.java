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

package io.github.livehook.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls that the handlers of the tested applications have logged, in whichever
 * process.
 */
final class HandlerCalls {

	/**
	 * The longest that recovery may take.
	 */
	static final Duration RECOVERY = Duration.ofMinutes(1);

	private final Path file;

	HandlerCalls(Path directory) {
		this.file = directory.resolve("handlers.log");
	}

	private List<HandlerCall> all() {
		try {
			String text = Files.exists(this.file) ? Files.readString(this.file) : "";
			// A line that is being written is none yet
			return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(HandlerCall::parse).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the calls of a handler that began, for one battle.
	 */
	List<HandlerCall> started(String handler, String battleId) {
		return all().stream()
			.filter((call) -> call.what().equals("started") && call.handler().equals(handler)
					&& call.battleId().equals(battleId))
			.toList();
	}

	/**
	 * Return the calls of a handler that returned.
	 */
	List<HandlerCall> ended(String handler) {
		return all().stream().filter((call) -> call.what().equals("ended") && call.handler().equals(handler)).toList();
	}

	/**
	 * Return the calls of a handler that returned, for one battle.
	 */
	List<HandlerCall> ended(String handler, String battleId) {
		return ended(handler).stream().filter((call) -> call.battleId().equals(battleId)).toList();
	}

	/**
	 * Return the number of calls beyond the one that each battle needs.
	 */
	int duplicateCalls() {
		List<HandlerCall> ended = all().stream().filter((call) -> call.what().equals("ended")).toList();
		return ended.size() - ended.stream().map((call) -> call.handler() + call.battleId()).distinct().toList().size();
	}

	HandlerCall awaitHeld(String point) {
		return awaitHeld(point, 1).get(0);
	}

	List<HandlerCall> awaitHeld(String point, int count) {
		return Awaitility.await("calls that are held at " + point)
			.atMost(RECOVERY)
			.until(() -> all().stream()
				.filter((call) -> call.what().equals("held") && call.place().equals(point))
				.toList(), (held) -> held.size() >= count);
	}

	void awaitStarted(String handler, String battleId, int count) {
		Awaitility.await("calls that have started")
			.atMost(RECOVERY)
			.until(() -> started(handler, battleId).size() >= count);
	}

	void awaitEnded(String handler, String battleId, int count) {
		Awaitility.await("calls that have ended")
			.atMost(RECOVERY)
			.until(() -> ended(handler, battleId).size() >= count);
	}

	void awaitHandled(String... battleIds) {
		awaitHandled(List.of(battleIds));
	}

	/**
	 * Wait until both handlers have handled each battle.
	 * @return how long that took
	 */
	Duration awaitHandled(Collection<String> battleIds) {
		long start = System.nanoTime();
		awaitHandled("battles", battleIds);
		awaitHandled("audit", battleIds);
		return Duration.ofNanos(System.nanoTime() - start);
	}

	void awaitHandled(String handler, Collection<String> battleIds) {
		Awaitility.await()
			.atMost(RECOVERY)
			.untilAsserted(
					() -> assertThat(missing(handler, battleIds)).as("acknowledged, and not handled by " + handler)
						.isEmpty());
	}

	private Set<String> missing(String handler, Collection<String> battleIds) {
		Set<String> handled = ended(handler).stream().map(HandlerCall::battleId).collect(Collectors.toSet());
		return battleIds.stream()
			.filter((battleId) -> !handled.contains(battleId))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}
