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

package io.github.livehook.event.live.battle;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BattleStartedTests {

	private static final BattleRoom ROOM = new BattleRoom("pk-5", "tandy");

	@Test
	void whenListIsNullThenItIsEmpty() {
		assertThat(withRooms(null).toRooms()).isNotNull().isEmpty();
	}

	@Test
	void whenListOfCreatorChangesThenEventDoesNot() {
		List<BattleRoom> rooms = new ArrayList<>(List.of(ROOM));
		BattleStarted battle = withRooms(rooms);
		rooms.clear();
		assertThat(battle.toRooms()).containsExactly(ROOM);
	}

	@Test
	void whenListIsChangedThenItRefuses() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> withRooms(new ArrayList<>()).toRooms().add(ROOM));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> withRooms(null).toRooms().add(ROOM));
	}

	@Test
	void whenListIsNullThenItEqualsEmptyOne() {
		assertThat(withRooms(null)).isEqualTo(withRooms(List.of())).hasSameHashCodeAs(withRooms(List.of()));
	}

	private static BattleStarted withRooms(List<BattleRoom> rooms) {
		return new BattleStarted(null, null, null, null, null, rooms, null);
	}

}
