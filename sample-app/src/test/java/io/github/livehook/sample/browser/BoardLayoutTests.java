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

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for how the board looks: in a small window, in both themes, to those who do not
 * see it, and while cards come and go.
 */
@Tag("long")
@BrowserTest
class BoardLayoutTests {

	private final Battle battle = Battle.between("brennan", "tandy");

	private final Browser browser;

	private final int port;

	private final Sender tencent;

	BoardLayoutTests(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.port = port;
		this.tencent = new Sender(port);
	}

	@Test
	void whenBoardIsFullThenNothingIsInaccessible() {
		Board board = Board.open(this.browser, this.port);
		fill(board);
		assertAccessible("light", 1280);
		assertAccessible("dark", 360);
	}

	private void assertAccessible(String theme, int width) {
		this.browser.size(width, 900);
		this.browser.theme(theme);
		assertThat(this.browser.faults()).as(theme + " at " + width).isEmpty();
		this.browser.picture("full-" + theme + "-" + width);
	}

	@Test
	void whenWindowIsAsSmallAsAPhoneOrLargerThenAllCanBeReadAndUsed() {
		this.browser.size(360, 740);
		Board board = Board.open(this.browser, this.port);
		fill(board);
		this.browser.picture("phone");
		board.picture("phone-battle", this.battle);
		for (int width : List.of(360, 768, 1100, 1280, 1920)) {
			this.browser.size(width, 740);
			Layout layout = layout();
			assertThat(layout.contentWidth()).isEqualTo(layout.width());
			assertThat(layout.outside()).as("outside at " + width).isEmpty();
			assertThat(layout.cutOff()).as("cut off at " + width).isEmpty();
			assertThat(layout.controls()).isGreaterThanOrEqualTo(6);
			assertThat(layout.smallControls()).as("too small at " + width).isEmpty();
		}
	}

	@Test
	void whenNamesAreLongThenSmallWindowDoesNotScrollSideways() {
		this.browser.size(360, 740);
		Board board = Board.open(this.browser, this.port);
		Battle longNames = new Battle(this.battle.id(), "b".repeat(100), "t".repeat(100));
		assertThat(this.tencent.send(longNames.start(Duration.ofMinutes(1)))).isOk();
		board.awaitCard(longNames, "running");
		Layout layout = layout();
		assertThat(layout.contentWidth()).isEqualTo(layout.width());
		assertThat(layout.outside()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "light,0.8,1", "dark,0,0.2" })
	void whenUserPrefersThemeThenPageHasIt(String theme, double darkest, double lightest) {
		this.browser.theme(theme);
		Board.open(this.browser, this.port);
		Number lightness = (Number) this.browser.run("""
				const colour = getComputedStyle(document.documentElement).backgroundColor;
				const own = colour === 'rgba(0, 0, 0, 0)' ? getComputedStyle(document.body).backgroundColor : colour;
				const context = new OffscreenCanvas(1, 1).getContext('2d');
				context.fillStyle = own;
				context.fillRect(0, 0, 1, 1);
				const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
				return (red + green + blue) / 3 / 255;""");
		assertThat(lightness.doubleValue()).isBetween(darkest, lightest);
		this.browser.picture(theme);
	}

	@Test
	void whenCardsComeAndGoThenNothingMoves(@Autowired JdbcClient jdbc) {
		Board board = Board.open(this.browser, this.port);
		List<Battle> battles = IntStream.range(0, 6).mapToObj((i) -> Battle.between("a" + i, "b" + i)).toList();
		for (Battle battle : battles) {
			assertThat(this.tencent.send(battle.start(Duration.ofMinutes(1)))).isOk();
			board.awaitCard(battle, "running");
		}
		Battle gone = battles.get(2);
		assertThat(this.tencent.send(gone.end(1, 0))).isOk();
		board.awaitCard(gone, "ended");
		// As if that was long ago
		jdbc.sql("update demo_battle set ends_at = dateadd(hour, -1, ends_at) where id = ?").param(gone.id()).update();
		board.await("card to go", (view) -> view.card(gone).isEmpty());
		assertThat(this.browser.observed().shifts()).isEmpty();
	}

	private void fill(Board board) {
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		board.awaitCard(this.battle, "running");
		assertThat(this.tencent.send(this.battle.gift(this.battle.viewer(), 100))).isOk();
		assertThat(this.tencent.send(this.battle.gift(this.battle.viewer(), 6_000))).isRejectedWith(102101);
		assertThat(this.tencent.send(this.battle.gift("viewer", 1).without("GiftWater"))).isRejectedWith(1);
		board.awaitCard(this.battle, (card) -> card.gifts().size() == 2);
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		Battle overdue = Battle.between("lea", "mika");
		assertThat(this.tencent.send(overdue.start(Duration.ofMillis(1)))).isOk();
		board.awaitCard(overdue, "overdue");
		Battle ended = Battle.between("jared", "tommy");
		assertThat(this.tencent.send(ended.end(5, 3))).isOk();
		board.awaitCard(ended, "ended");
		this.tencent.send(this.battle.start(Duration.ofMinutes(1)).parameter("Sign", "0".repeat(64)));
		board.awaitRow("", "forbidden");
	}

	private Layout layout() {
		return this.browser.ask(Layout.class, "layout.js", this.battle.id());
	}

	record Layout(int width, int contentWidth, List<String> outside, List<String> cutOff, int controls,
			List<String> smallControls) {

	}

}
