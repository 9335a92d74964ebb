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

package io.github.livehook.sample.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import io.github.livehook.sample.browser.Board.Card;
import io.github.livehook.sample.browser.Board.View;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the board of an application that has just been started, and of one that is
 * killed.
 */
@Tag("long")
@ExtendWith(BrowserExtension.class)
class RestartTests {

	@TempDir
	private static Path directory;

	// Closed when the page has been looked at for the last time
	@AutoClose
	private final DemoProcess demo = new DemoProcess(directory);

	@Test
	void whenServerIsKilledAndStartedAgainThenPageShowsWhatIsRunning(Browser browser) {
		this.demo.start();
		Board board = Board.open(browser, this.demo.port());
		assertEmptyAndAccessible(browser, board);
		Sender tencent = new Sender(this.demo.port());
		Battle running = Battle.between("brennan", "tandy");
		Battle ending = Battle.between("jared", "tommy");
		assertThat(tencent.send(running.start(Duration.ofMinutes(5)))).isOk();
		assertThat(tencent.send(ending.start(Duration.ofMinutes(5)))).isOk();
		assertThat(tencent.send(running.gift("viewer", 100))).isOk();
		Card before = board.awaitCard(running, (card) -> card.gifts().size() == 1);
		board.awaitCard(ending, "running");

		this.demo.kill();
		View lost = board.await("loss", (view) -> view.connection().equals("lost"));
		assertThat(lost.ids()).containsExactlyInAnyOrder(running.id(), ending.id());
		browser.picture("lost");

		this.demo.start();
		assertThat(tencent.send(ending.end(1, 2))).isOk();
		Card ended = board.awaitCard(ending, "ended");
		assertThat(ended.result()).isEqualTo("tommy wins");
		View after = board.view();
		assertThat(after.connection()).isEqualTo("live");
		assertThat(after.card(running).orElseThrow().still()).isEqualTo(before.still());
		assertThat(after.card(running).orElseThrow().left()).isLessThanOrEqualTo(before.left());
		Battle next = Battle.between("lea", "mika");
		assertThat(tencent.send(next.start(Duration.ofMinutes(5)))).isOk();
		board.awaitCard(next, "running");
		assertThat(board.isSameDocument()).isTrue();
		// While there was no server, the browser itself has said so
		assertThat(browser.problems()).allMatch((problem) -> problem.contains("net::ERR_"));
	}

	private static void assertEmptyAndAccessible(Browser browser, Board board) {
		View view = board.view();
		assertThat(view.empty()).isTrue();
		assertThat(view.battles()).isEmpty();
		for (String theme : List.of("dark", "light")) {
			browser.theme(theme);
			browser.picture("empty-" + theme);
			assertThat(browser.faults()).isEmpty();
		}
	}

}
