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
import java.util.Optional;
import java.util.function.Predicate;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The page, as it is seen in the browser.
 */
final class Board {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Browser browser;

	private List<Row> listed = List.of();

	private Board(Browser browser) {
		this.browser = browser;
	}

	/**
	 * Open the page, and wait until it is live.
	 */
	static Board open(Browser browser, int port) {
		browser.open("http://127.0.0.1:" + port + "/");
		Board board = new Board(browser);
		board.awaitConnection("live");
		// Gone if the page is loaded again
		browser.run("window.sameDocument = true");
		board.listed = board.view().callbacks();
		return board;
	}

	boolean isSameDocument() {
		return Boolean.TRUE.equals(this.browser.run("return window.sameDocument === true"));
	}

	View view() {
		return this.browser.ask(View.class, "board.js");
	}

	static ConditionFactory await(String what) {
		return Awaitility.await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(25));
	}

	View await(String what, Predicate<View> expected) {
		return await(what).until(this::view, expected::test);
	}

	void awaitConnection(String state) {
		await("connection " + state, (view) -> view.connection().equals(state));
	}

	/**
	 * Wait until the card of a battle is as expected.
	 */
	Card awaitCard(Battle battle, Predicate<Card> expected) {
		return await("card of " + battle.id(), (view) -> view.card(battle).filter(expected).isPresent()).card(battle)
			.orElseThrow();
	}

	Card awaitCard(Battle battle, String state) {
		return awaitCard(battle, (card) -> card.state().equals(state));
	}

	/**
	 * Keep a picture that has a certain card in it.
	 */
	void picture(String name, Battle battle) {
		this.browser.run(
				"document.querySelector(`[data-battle-id=\"${arguments[0]}\"]`).scrollIntoView({ block: 'end' })",
				battle.id());
		this.browser.picture(name);
		this.browser.run("scrollTo(0, 0)");
	}

	/**
	 * Wait until a callback is listed that was not when this was called last, or when the
	 * page was opened. It need not be the first: a handler may still be at work on an
	 * earlier one, which then comes first again.
	 */
	Row awaitRow(String command, String result) {
		View view = await(result + " " + command, (it) -> it.callbacks().stream().anyMatch(isNew(command, result)));
		Row row = view.callbacks().stream().filter(isNew(command, result)).findFirst().orElseThrow();
		this.listed = view.callbacks();
		return row;
	}

	private Predicate<Row> isNew(String command, String result) {
		return (row) -> row.command().equals(command) && row.result().equals(result) && !this.listed.contains(row);
	}

	record View(String connection, boolean empty, String simulator, List<Card> battles, List<Row> callbacks) {

		Optional<Card> card(Battle battle) {
			return this.battles.stream().filter((card) -> card.id().equals(battle.id())).findFirst();
		}

		List<String> ids() {
			return this.battles.stream().map(Card::id).toList();
		}

	}

	record Card(String id, String state, Side from, Side to, String countdown, String result, List<Gift> gifts) {

		Duration left() {
			String[] parts = this.countdown.split(":");
			return Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
		}

		/**
		 * Return the card without what changes by itself.
		 */
		Card still() {
			return new Card(this.id, this.state, this.from, this.to, "", this.result, this.gifts);
		}

	}

	record Side(String owner, String room, String score, boolean winner) {

	}

	record Gift(String outcome, String text) {

	}

	record Row(String at, String command, String result, String time, String answered, String outcome) {

	}

}
