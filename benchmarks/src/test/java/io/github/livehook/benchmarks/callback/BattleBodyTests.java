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

package io.github.livehook.benchmarks.callback;

import java.util.HashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.benchmarks.contender.Battle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BattleBody}.
 */
class BattleBodyTests {

	@ParameterizedTest
	@ValueSource(ints = { 400, 4_000, 40_000, 250_000 })
	void whenSizeThenNearlyThatSize(int size) {
		BattleBody body = BattleBody.ofSize(size);
		assertThat(body.bytes().length).isBetween(size - 60, size);
		assertThat(read(body).command()).isEqualTo(BattleBody.COMMAND);
		assertThat(read(body).toRooms()).hasSizeGreaterThan(size / 100 - 3).doesNotHaveDuplicates();
	}

	@Test
	void whenRenewedThenAnotherBattle() {
		BattleBody body = BattleBody.ofSize(400);
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 1000; i++) {
			body.renew();
			ids.add(read(body).battleId());
		}
		assertThat(ids).hasSize(1000).allMatch((id) -> id.length() == 44);
	}

	private static Battle read(BattleBody body) {
		return JsonMapper.shared().readValue(body.bytes(), Battle.class);
	}

}
