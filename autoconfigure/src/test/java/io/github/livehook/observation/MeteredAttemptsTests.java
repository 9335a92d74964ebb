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

package io.github.livehook.observation;

import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.DeliveryListener.AttemptEnd;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.TestCallbacks;
import io.github.livehook.handler.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

class MeteredAttemptsTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final MeteredAttempts attempts = new MeteredAttempts(this.registry,
			new ListedHandlers(List.of(TestHandler.of("score"), TestHandler.of("notify"))));

	private final CallbackMetadata battle = TestCallbacks.metadata(BattleStarted.COMMAND);

	@ParameterizedTest
	@EnumSource
	void whenAttemptHasEndedThenItIsCountedByHandlerAndEnd(AttemptEnd end) {
		this.attempts.attempted("score", this.battle, end);
		this.attempts.attempted("score", this.battle.withAttempt(2), end);
		assertThat(this.registry.getMeters()).hasSize(1);
		assertThat(counter("score", end).count()).isEqualTo(2);
	}

	@Test
	void whenApplicationHasNoSuchHandlerThenItIsCountedAsOther() {
		for (int i = 0; i < 1000; i++) {
			this.attempts.attempted("invented-" + i, this.battle, AttemptEnd.DEAD);
		}
		assertThat(this.registry.getMeters()).hasSize(1);
		assertThat(counter("other", AttemptEnd.DEAD).count()).isEqualTo(1000);
	}

	@Test
	void whenBoundThenCountersOfEachHandlerAreThereAndZero() {
		this.attempts.bindTo(this.registry);
		assertThat(this.registry.getMeters()).hasSize(6);
		for (AttemptEnd end : AttemptEnd.values()) {
			assertThat(counter("score", end).count()).isZero();
			assertThat(counter("notify", end).count()).isZero();
		}
		this.attempts.attempted("score", this.battle, AttemptEnd.RETRIED);
		assertThat(this.registry.getMeters()).hasSize(6);
		assertThat(counter("score", AttemptEnd.RETRIED).count()).isEqualTo(1);
	}

	private Counter counter(String handler, AttemptEnd end) {
		return this.registry.get("livehook.delivery.attempts")
			.tags("handler", handler, "end", end.name().toLowerCase(Locale.ROOT))
			.counter();
	}

}
