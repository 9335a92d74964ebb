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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StrayTimes}.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class StrayTimesTests {

	private final TestNodes nodes;

	private final Instant now;

	private final StrayTimes strayTimes;

	StrayTimesTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
		this.now = this.nodes.clock.instant().truncatedTo(ChronoUnit.MICROS);
		this.strayTimes = new StrayTimes(this.nodes.database, Duration.ofSeconds(60));
	}

	@BeforeEach
	void store() {
		this.nodes.deliver(this.nodes.create(TestHandler.of("handler")), "a");
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@ParameterizedTest
	@CsvSource({ ", 4, false", ", 6, true", "0, 6, true", "0, 4, false", "1, 6, false", "1, 64, false", "1, 66, true",
			"3, -100, false" })
	void whenWorkIsDueLaterThanCanBeThenItIsDueNow(Integer failures, int seconds, boolean mended) {
		set("execution_time", seconds, false);
		this.nodes.jdbc.update("update livehook_task set consecutive_failures = ?", failures);
		this.strayTimes.mend(this.now);
		assertThat(seconds("execution_time")).isEqualTo(mended ? 0 : seconds);
	}

	@ParameterizedTest
	@CsvSource({ "4, false", "6, true", "-100, false" })
	void whenHeartbeatIsInTheFutureThenItIsNow(int seconds, boolean mended) {
		set("last_heartbeat", seconds, true);
		this.strayTimes.mend(this.now);
		assertThat(seconds("last_heartbeat")).isEqualTo(mended ? 0 : seconds);
	}

	@Test
	void whenWorkIsBeingDoneThenItsTimeStays() {
		set("execution_time", 1000, true);
		this.strayTimes.mend(this.now);
		assertThat(seconds("execution_time")).isEqualTo(1000);
	}

	@Test
	void whenClockIsSetBackThenWorkIsDoneAllTheSame() {
		TestHandler handler = TestHandler.of("handler");
		this.nodes.jdbc.update("delete from livehook_task");
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		this.nodes.clock.putForwardBy(Duration.ofDays(1));
		this.nodes.deliver(delivery, "b");
		this.nodes.clock.putForwardBy(Duration.ofDays(-1));
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactly("b");
	}

	private void set(String column, int seconds, boolean picked) {
		this.nodes.jdbc.update("update livehook_task set picked = ?, " + column + " = ?", picked,
				JdbcDatabase.toColumn(this.now.plusSeconds(seconds)));
	}

	private long seconds(String column) {
		return this.nodes.jdbc.queryForObject("select " + column + " from livehook_task",
				(result, row) -> Duration.between(this.now, JdbcDatabase.instant(result, column)).toSeconds());
	}

}
