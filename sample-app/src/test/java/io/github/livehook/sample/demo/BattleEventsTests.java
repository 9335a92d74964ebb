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

package io.github.livehook.sample.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleEnded.BattleEndReason;
import io.github.livehook.event.live.battle.BattleEnded.BattleScore;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BattleEvents}.
 */
class BattleEventsTests {

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("demo/schema.sql")
		.build();

	private final JdbcClient jdbc = JdbcClient.create((DataSource) this.database);

	private final BattleEvents battles = new BattleEvents(this.jdbc, JsonMapper.shared());

	@AfterEach
	void shutDown() {
		this.database.shutdown();
	}

	@Test
	void whenStartIsDeliveredTwiceThenTheFirstCounts() {
		this.battles.started(start(Duration.ofSeconds(60)), at(NOW));
		this.battles.started(start(Duration.ofSeconds(60)), at(NOW.plusSeconds(30)));
		assertThat(rows()).containsExactly("running " + NOW.plusSeconds(60));
	}

	@Test
	void whenEndIsDeliveredTwiceThenThereIsOneBattle() {
		this.battles.started(start(Duration.ofSeconds(60)), at(NOW));
		this.battles.ended(end(), at(NOW.plusSeconds(61)));
		this.battles.ended(end(), at(NOW.plusSeconds(61)));
		assertThat(rows()).containsExactly("ended " + NOW.plusSeconds(61));
	}

	@Test
	void whenStartComesAfterEndThenBattleStaysEnded() {
		this.battles.ended(end(), at(NOW.plusSeconds(61)));
		this.battles.started(start(Duration.ofSeconds(60)), at(NOW));
		assertThat(rows()).containsExactly("ended " + NOW.plusSeconds(61));
	}

	@Test
	void whenDurationIsAbsentThenThereIsNothingToCountDown() {
		this.battles.started(start(null), at(NOW));
		assertThat(rows()).containsExactly("running " + NOW);
	}

	@Test
	void whenBattleIsLongOverThenTheNextStartRemovesIt() {
		this.battles.ended(end(), at(Instant.now().minus(Duration.ofMinutes(11))));
		this.battles.started(new BattleStarted("b2", null, null, null, null, List.of(), null), at(NOW));
		assertThat(rows()).containsExactly("running " + NOW);
	}

	private List<String> rows() {
		return this.jdbc.sql("select state, ends_at from demo_battle")
			.query((row, number) -> row.getString(1) + " " + row.getObject(2, Instant.class))
			.list();
	}

	private static BattleStarted start(Duration duration) {
		return new BattleStarted("b1", duration, null, null, new BattleRoom("r1", "ann"),
				List.of(new BattleRoom("r2", "bob")), null);
	}

	private static BattleEnded end() {
		return new BattleEnded("b1", Duration.ofSeconds(60), null, null, null, BattleEndReason.TIME_UP,
				new BattleScore("r1", 2L, "ann"), List.of(new BattleScore("r2", 1L, "bob")), null);
	}

	private static CallbackMetadata at(Instant receivedAt) {
		return new CallbackMetadata("1400000000", BattleStarted.COMMAND, null, null, null, null, receivedAt,
				receivedAt.plusSeconds(1), "b1", null, 1);
	}

}
