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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;

import io.github.livehook.sample.browser.Board.Card;
import io.github.livehook.sample.browser.Board.Gift;
import io.github.livehook.sample.browser.Board.Row;
import io.github.livehook.sample.browser.Board.Side;
import io.github.livehook.sample.browser.Board.View;
import io.github.livehook.test.CallbackRequest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the board, with callbacks that are sent to the webhook.
 */
@BrowserTest
class BoardTests {

	private static final String START = "Live.CallbackAfterStartBattle";

	private static final String GIFT = "Live.CallbackBeforeSendGift";

	private final Battle battle = Battle.between("brennan", "tandy");

	private final Browser browser;

	private final int port;

	private final Sender tencent;

	BoardTests(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.port = port;
		this.tencent = new Sender(port);
	}

	@Test
	void whenBattleStartsThenItAppearsCountsDownAndEndsWithItsResult() {
		Board board = open();
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		Card started = board.awaitCard(this.battle, "running");
		assertThat(started.from()).isEqualTo(new Side("brennan", this.battle.fromRoom(), "–", false));
		assertThat(started.to()).isEqualTo(new Side("tandy", this.battle.toRoom(), "–", false));
		assertThat(started.left()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
		assertThat(started.result()).isEmpty();
		board.awaitCard(this.battle, (card) -> card.left().compareTo(started.left()) < 0);
		board.picture("running", this.battle);

		assertThat(this.tencent.send(this.battle.end(1200, 3400))).isOk();
		Card ended = board.awaitCard(this.battle, "ended");
		assertThat(ended.from()).isEqualTo(new Side("brennan", this.battle.fromRoom(), "1,200", false));
		assertThat(ended.to()).isEqualTo(new Side("tandy", this.battle.toRoom(), "3,400", true));
		assertThat(ended.countdown()).isEqualTo("0:00");
		assertThat(ended.result()).isEqualTo("tandy wins");
		assertThat(board.isSameDocument()).isTrue();
		board.picture("ended", this.battle);
	}

	@Test
	void whenCallbackIsHandledThenItIsListedWithCommandAndTimeToAnswer() {
		Board board = open();
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		Row row = board.awaitRow(START, "handled");
		assertThat(row.answered()).matches("[\\d.]+ ms");
		assertThat(row.time()).matches("\\d\\d:\\d\\d:\\d\\d.*");
	}

	@Test
	void whenNoEndIsSentThenCountdownEndsWithTheDuration() {
		Board board = open();
		long start = System.nanoTime();
		assertThat(this.tencent.send(this.battle.start(Duration.ofSeconds(2)))).isOk();
		Card card = board.awaitCard(this.battle, "overdue");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
		assertThat(card.countdown()).isEqualTo("0:00");
		assertThat(card.result()).isEqualTo("Time is up, no end was sent");
	}

	@Test
	void whenBattleIsDrawnThenNobodyWins() {
		Board board = open();
		assertThat(this.tencent.send(this.battle.end(7, 7))).isOk();
		Card card = board.awaitCard(this.battle, "ended");
		assertThat(card.result()).isEqualTo("Draw");
		assertThat(List.of(card.from().winner(), card.to().winner())).containsExactly(false, false);
	}

	@Test
	void whenGiftIsBeyondTheWalletThenItShowsAsRefusedAndAnotherAsAllowed() {
		Board board = open();
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		board.awaitCard(this.battle, "running");
		assertThat(this.tencent.send(this.battle.gift(this.battle.viewer(), 100))).isOk();
		board.awaitRow(GIFT, "allowed");
		assertThat(this.tencent.send(this.battle.gift(this.battle.viewer(), 6_000))).isRejectedWith(102101);
		board.awaitRow(GIFT, "refused");
		Card card = board.awaitCard(this.battle, (it) -> it.gifts().size() == 2);
		assertThat(card.gifts()).extracting(Gift::outcome).containsExactlyInAnyOrder("allowed", "refused");
		assertThat(card.gifts()).allSatisfy((gift) -> assertThat(gift.text()).containsIgnoringCase(gift.outcome()));
		board.picture("gift-refused", this.battle);
	}

	@Test
	void whenSignatureIsWrongThenNothingShowsButTheRefusal() {
		Board board = open();
		List<String> before = board.view().ids();
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)).parameter("Sign", "0".repeat(64)))
			.statusCode()).isEqualTo(403);
		Row refusal = board.awaitRow("", "forbidden");
		assertThat(refusal.outcome()).containsIgnoringCase("signature");
		this.browser.picture("bad-signature");

		// Sent after the wrong one, so that one would be there by now
		Battle next = Battle.between("jared", "tommy");
		assertThat(this.tencent.send(next.start(Duration.ofMinutes(1)))).isOk();
		board.awaitCard(next, "running");
		Row last = board.awaitRow(START, "handled");
		View after = board.view();
		assertThat(after.callbacks()).containsSubsequence(last, refusal);
		// Cards of earlier tests may have gone
		assertThat(after.ids()).contains(next.id()).isSubsetOf(concat(before, next.id()));
	}

	@Test
	void whenCallbackIsRepeatedThenItIsListedAndChangesNothing() {
		Board board = open();
		CallbackRequest start = this.battle.start(Duration.ofMinutes(1));
		assertThat(this.tencent.send(start)).isOk();
		board.awaitCard(this.battle, "running");
		board.awaitRow(START, "handled");
		View before = board.view();
		assertThat(this.tencent.send(start)).isOk();
		board.awaitRow(START, "duplicate");
		View after = board.view();
		assertThat(after.ids()).isSubsetOf(before.ids());
		assertThat(after.card(this.battle).orElseThrow().still())
			.isEqualTo(before.card(this.battle).orElseThrow().still());
		assertThat(after.card(this.battle).orElseThrow().left()).isLessThanOrEqualTo(Duration.ofMinutes(1));
	}

	@Test
	void whenPageIsReloadedThenItShowsTheSame() {
		Board board = open();
		Battle ended = Battle.between("jared", "tommy");
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		board.awaitRow(START, "handled");
		assertThat(this.tencent.send(this.battle.gift(this.battle.viewer(), 100))).isOk();
		board.awaitRow(GIFT, "allowed");
		assertThat(this.tencent.send(ended.end(3, 2))).isOk();
		board.awaitRow("Live.CallbackAfterEndBattle", "handled");
		board.awaitCard(this.battle, (card) -> card.gifts().size() == 1);
		board.awaitCard(ended, "ended");
		View before = board.view();
		this.browser.reload();
		View after = board.await("cards", (view) -> !view.battles().isEmpty());
		assertThat(board.isSameDocument()).isFalse();
		assertThat(List.of(this.battle, ended)).allSatisfy((shown) -> assertThat(after.card(shown).map(Card::still))
			.isEqualTo(before.card(shown).map(Card::still)));
		assertThat(after.callbacks()).isEqualTo(before.callbacks());
	}

	@Test
	void whenNamesAreMarkupThenTheyAreShownAsTheyAre() {
		Board board = open();
		Battle strange = new Battle(this.battle.id(), "<img src=x onerror=alert(1)>", "<b>tandy</b> & co");
		assertThat(this.tencent.send(strange.start(Duration.ofMinutes(1)))).isOk();
		Card card = board.awaitCard(strange, "running");
		assertThat(card.from().owner()).isEqualTo("<img src=x onerror=alert(1)>");
		assertThat(card.to().owner()).isEqualTo("<b>tandy</b> & co");
	}

	@Test
	void whenClockOfTheBrowserIsWrongThenCountdownIsRight() {
		this.browser.beforeNextPages("const now = Date.now; Date.now = () => now() + 3600_000");
		Board board = open();
		assertThat(this.tencent.send(this.battle.start(Duration.ofMinutes(1)))).isOk();
		Card card = board.awaitCard(this.battle, "running");
		assertThat(card.left()).isBetween(Duration.ofSeconds(40), Duration.ofMinutes(1));
	}

	private static List<String> concat(List<String> ids, String id) {
		return Stream.concat(ids.stream(), Stream.of(id)).toList();
	}

	private Board open() {
		return Board.open(this.browser, this.port);
	}

}
