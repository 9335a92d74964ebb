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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static io.github.livehook.test.CallbackAssertions.assertThat;

/**
 * Makes the pictures of the documentation again, where {@code -Dboard.pictures} asks for
 * it.
 */
@BrowserTest
@TestPropertySource(properties = "board.pictures=true")
@EnabledIfSystemProperty(named = "board.pictures", matches = "true", disabledReason = "No pictures were asked for")
class DocumentationPicturesTests {

	private final Browser browser;

	private final int port;

	private final Sender tencent;

	DocumentationPicturesTests(Browser browser, @LocalServerPort int port) {
		this.browser = browser;
		this.port = port;
		this.tencent = new Sender(port);
	}

	@Test
	void whenBattlesRunThenBoardIsPhotographed() throws IOException {
		this.browser.size(1280, 1000);
		Board board = Board.open(this.browser, this.port);
		Battle first = Battle.between("brennan", "tandy");
		Battle ended = Battle.between("yuki", "mateo");
		Battle third = Battle.between("amara", "jun");
		Battle fourth = Battle.between("sofia", "omar");
		send(first, Duration.ofSeconds(75));
		send(ended, Duration.ofSeconds(60));
		send(third, Duration.ofSeconds(180));
		send(fourth, Duration.ofSeconds(300));
		assertThat(this.tencent.send(first.gift("mia", 200))).isOk();
		assertThat(this.tencent.send(first.gift("leo", 6000))).isRejectedWith(102101);
		assertThat(this.tencent.send(third.gift("zoe", 1500))).isOk();
		assertThat(this.tencent.send(ended.gift("ida", 50))).isOk();
		assertThat(this.tencent.send(ended.end(3120, 2480))).isOk();
		assertThat(this.tencent.send(first.start(Duration.ofSeconds(75)))).isOk();
		this.tencent.send(fourth.start(Duration.ofMinutes(5)).parameter("Sign", "0".repeat(64)));
		board.awaitRow("", "forbidden");
		board.awaitCard(ended, "ended");
		board.awaitCard(first, (card) -> card.gifts().size() == 2 && card.left().toSeconds() < 70);
		for (String theme : List.of("light", "dark")) {
			this.browser.theme(theme);
			Files.copy(this.browser.picture("documentation-" + theme), Path.of("..", "docs", "board-" + theme + ".png"),
					StandardCopyOption.REPLACE_EXISTING);
		}
	}

	private void send(Battle battle, Duration duration) {
		assertThat(this.tencent.send(battle.start(duration))).isOk();
	}

}
