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

package io.github.livehook.test.example;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.mockito.BDDMockito.then;

@LivehookTest(Battles.class)
class BattlesTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	HandlerCalls calls;

	@MockitoBean
	Scores scores;

	@Test
	void whenBattleStartsThenItsScoreIsOpened() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class)
			.with("BattleId", "b1")
			.with("Duration", 60000);
		assertThat(this.mvc.perform(request)).isOk();
		assertThat(this.calls).containsExactly("battles.started");
		then(this.scores).should().open("b1", Duration.ofSeconds(60));
	}

	@Test
	void whenCallbackIsSignedWithAnotherTokenThenVerificationFails() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class).token("another-token");
		assertThat(this.mvc.perform(request)).isForbidden();
		assertThat(this.calls).isEmpty();
	}

}
