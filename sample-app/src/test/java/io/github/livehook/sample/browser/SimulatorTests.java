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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.livehook.sample.browser.Board.Card;
import io.github.livehook.sample.browser.Board.Gift;
import io.github.livehook.sample.browser.Board.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the simulator of the board, with the keyboard only.
 */
@BrowserTest
class SimulatorTests {

	private static final int MOST_TABS = 30;

	private final Browser browser;

	private final int port;

	SimulatorTests(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.port = port;
	}

	@Test
	void whenButtonsArePressedThenTheirCallbacksShow() {
		Board board = Board.open(this.browser, this.port);
		List<String> before = board.view().ids();
		press("start", Keys.ENTER);
		View started = board.await("new battle", (view) -> !before.containsAll(view.ids()));
		String id = started.ids().stream().filter((it) -> !before.contains(it)).findFirst().orElseThrow();
		assertThat(started.simulator()).contains("200", "OK");

		press("gift", Keys.SPACE);
		awaitGift(board, id, "allowed");
		press("expensive-gift", Keys.ENTER);
		awaitGift(board, id, "refused");
		press("bad-signature", Keys.SPACE);
		board.awaitRow("", "forbidden");
		List<String> known = board.view().ids();
		press("repeat", Keys.ENTER);
		board.awaitRow("Live.CallbackAfterStartBattle", "duplicate");
		press("end", Keys.SPACE);
		board.awaitRow("Live.CallbackAfterEndBattle", "handled");
		assertThat(known).containsAll(board.view().ids());
		board.await("end", (view) -> state(view, id).equals("ended"));
	}

	private void awaitGift(Board board, String id, String outcome) {
		board.await("gift " + outcome,
				(view) -> card(view, id).gifts().stream().map(Gift::outcome).anyMatch((it) -> it.equals(outcome)));
	}

	private static String state(View view, String id) {
		return card(view, id).state();
	}

	private static Card card(View view, String id) {
		return view.battles().stream().filter((card) -> card.id().equals(id)).findFirst().orElseThrow();
	}

	/**
	 * Go to a button with the tabulator, look whether it can be seen that one is there,
	 * and press it.
	 */
	private void press(String button, Keys key) {
		for (int tabs = 0; !focused().equals(button); tabs++) {
			assertThat(tabs).as("tabs on the way to " + button).isLessThan(MOST_TABS);
			this.browser.press(Keys.TAB);
		}
		assertThat((Boolean) this.browser.run("""
				const style = getComputedStyle(document.activeElement);
				return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;""")).isTrue();
		this.browser.press(key);
	}

	private String focused() {
		return (String) this.browser.run("return document.activeElement?.id ?? ''");
	}

}
