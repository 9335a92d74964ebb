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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import io.github.livehook.sample.browser.Board.View;
import io.github.livehook.sample.browser.Browser.Observed;
import io.github.livehook.test.CallbackRequest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the board with 200 battles at once and 100 callbacks a second, on an
 * application of its own. What is measured is logged and not asserted, as other work of
 * the machine would fail it; {@code -Dboard.load.seconds=10} measures for longer.
 */
@Tag("long")
@BrowserTest
@TestPropertySource(properties = "board.load=true")
class LoadTests {

	private static final Log logger = LogFactory.getLog(LoadTests.class);

	private static final int BATTLES = 200;

	private static final int CALLBACKS_PER_SECOND = 100;

	private static final int CONNECTIONS = 8;

	private final int callbacks = CALLBACKS_PER_SECOND * Integer.getInteger("board.load.seconds", 2);

	private final Deque<Battle> running = new ArrayDeque<>();

	private final List<Battle> ended = new ArrayList<>();

	private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

	private int sent;

	private final Browser browser;

	private final int port;

	private final Sender tencent;

	LoadTests(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.port = port;
		this.tencent = new Sender(port);
	}

	@Test
	void whenCallbacksComeFastThenPageMissesNoneAndAnswersClicks() {
		Board board = Board.open(this.browser, this.port);
		for (int i = 0; i < BATTLES; i++) {
			assertThat(this.tencent.send(start())).isOk();
		}
		board.await("all battles", (view) -> view.ids().size() == BATTLES);
		this.browser.picture("many");
		this.browser.run("observeFrames()");
		long start = System.nanoTime();
		ScheduledExecutorService connections = sendContinually();
		try {
			String before = board.view().simulator();
			this.browser.click("#bad-signature");
			board.await("answer to the click", (view) -> !view.simulator().equals(before));
			Board.await("all callbacks")
				.atMost(Duration.ofMinutes(2))
				.until(() -> this.answers.size() == this.callbacks);
		}
		finally {
			connections.shutdownNow();
		}
		double seconds = (System.nanoTime() - start) / 1e9;
		assertThat(this.answers).containsOnly(200);
		View view = board.await("each change", this::showsEach);
		assertThat(view.battles()).hasSize(this.running.size() + this.ended.size());
		logger.info("%d battles, %.0f callbacks a second: %s".formatted(BATTLES, this.callbacks / seconds, figures()));
	}

	/**
	 * Send callbacks at the rate that is wanted, or as fast as they are answered where
	 * that is less: a machine that is too busy takes longer.
	 */
	private ScheduledExecutorService sendContinually() {
		ScheduledExecutorService connections = Executors.newScheduledThreadPool(CONNECTIONS);
		int interval = 1000 / CALLBACKS_PER_SECOND;
		for (int i = 0; i < CONNECTIONS; i++) {
			connections.scheduleAtFixedRate(this::sendNext, i * interval, CONNECTIONS * interval,
					TimeUnit.MILLISECONDS);
		}
		return connections;
	}

	private void sendNext() {
		CallbackRequest next = next();
		if (next != null) {
			this.answers.add(this.tencent.send(next).statusCode());
		}
	}

	private synchronized CallbackRequest next() {
		if (this.sent == this.callbacks) {
			return null;
		}
		this.sent++;
		if (this.sent % 10 == 0) {
			return start();
		}
		Battle battle = this.running.remove();
		if (this.sent % 10 == 5) {
			this.ended.add(battle);
			return battle.end(this.sent, 1);
		}
		this.running.add(battle);
		return battle.gift("viewer-" + this.sent, 10);
	}

	private CallbackRequest start() {
		Battle battle = Battle.between("brennan", "tandy");
		this.running.add(battle);
		return battle.start(Duration.ofMinutes(5));
	}

	private boolean showsEach(View view) {
		return this.running.stream().allMatch((battle) -> isShown(view, battle, "running"))
				&& this.ended.stream().allMatch((battle) -> isShown(view, battle, "ended"));
	}

	private static boolean isShown(View view, Battle battle, String state) {
		return view.card(battle).filter((card) -> card.state().equals(state)).isPresent();
	}

	private String figures() {
		Observed observed = this.browser.observed();
		List<Double> gaps = observed.frameGaps().stream().sorted().toList();
		return "gaps between frames p50 %.0f ms, p99 %.0f ms, longest %.0f ms; long tasks %s ms; clicks answered in %s ms"
			.formatted(gaps.get(gaps.size() / 2), gaps.get(gaps.size() * 99 / 100), gaps.get(gaps.size() - 1),
					observed.longTasks(), observed.clicks());
	}

}
