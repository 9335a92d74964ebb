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

package io.github.livehook.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.Answers;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleCreated;
import io.github.livehook.event.live.battle.BattleEnded;
import io.github.livehook.event.live.battle.BattleEnded.BattleEndReason;
import io.github.livehook.event.live.battle.BattleEnded.BattleScore;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;
import io.github.livehook.event.live.seat.SeatsChanged;
import io.github.livehook.event.live.seat.SeatsChanged.Seat;
import io.github.livehook.handler.OnBattleCreate;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnSeatChange;

import static org.assertj.core.api.Assertions.assertThat;

class BattleSamplesIntegrationTests {

	private static final Instant START = Instant.ofEpochSecond(1739954005);

	private static final Instant LATER_START = Instant.ofEpochSecond(1739956115);

	private static final Instant SEAT_TIME = Instant.ofEpochMilli(1670574414123L);

	static final Map<String, CallbackPayload> EVENTS = Map.of("Live.CallbackAfterCreateBattle.json",
			new BattleCreated("brennanli", "4siHsNsWN/T3aub9zKraqPbSEGRX2z6gs3LDFi+d/3M=", "pk-3", List.of("pk-5"),
					Duration.ofSeconds(30), Duration.ofMinutes(1), false, "extension pk", START),
			"Live.CallbackAfterStartBattle.json",
			new BattleStarted("4siHsNsWN/T3aub9zKraqI4zZAyPRpXQhdtKv1q4HOs=", Duration.ofMinutes(1), START, START,
					new BattleRoom("pk-3", "brennan"), List.of(new BattleRoom("pk-5", "tandy")), START),
			"Live.CallbackAfterEndBattle.json",
			new BattleEnded("4siHsNsWN/T3aub9zKraqPfGQAimPhdFoe6VWhtz9lY=", Duration.ofSeconds(30), LATER_START,
					LATER_START, LATER_START.plusSeconds(30), BattleEndReason.TIME_UP,
					new BattleScore("pk-3", 0L, "144115245353757792"),
					List.of(new BattleScore("pk-5", 0L, "144115245442327522")), Instant.ofEpochMilli(1739956146119L)),
			"Mic.CallbackAfterSeatInfoChanged.json", seats(null, "144115233775727695"),
			"Mic.CallbackAfterSeatInfoChanged.2.json", seats(null, "user2"), "Mic.CallbackAfterSeatInfoChanged.3.json",
			seats("user1", "144115233775727695"));

	private static SampleApplication application;

	@BeforeAll
	static void start() {
		application = SampleApplication.start(Handlers.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenSampleIsPostedThenHandlerGetsEachField(String sample) {
		Answers.assertOk(application.post(sample, "Live.CallbackAfterSomethingElse"));
		assertThat(application.received()).isEqualTo(EVENTS.get(sample));
	}

	private static List<String> samples() {
		return EVENTS.keySet().stream().sorted().toList();
	}

	private static SeatsChanged seats(String operator, String member) {
		return new SeatsChanged(operator, "rid-123", List.of(new Seat(1, member, false, false, false)), SEAT_TIME);
	}

	record Handlers(SampleApplication.Received received) {

		@OnBattleCreate
		void created(BattleCreated event) {
			this.received.add(event);
		}

		@OnBattleStart
		void started(BattleStarted event) {
			this.received.add(event);
		}

		@OnBattleEnd
		void ended(BattleEnded event) {
			this.received.add(event);
		}

		@OnSeatChange
		void changed(SeatsChanged event) {
			this.received.add(event);
		}

	}

}
