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

package io.github.livehook.sample;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.event.chat.state.StateChanged;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Presence}, without a server.
 */
@LivehookTest
class PresenceTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private Presence presence;

	@Test
	void whenUserComesAndGoesThenTheLatestEventCountsInWhateverOrderTheyCome() {
		post("nora", "Login", 1000);
		assertThat(this.presence.isOnline("nora")).isTrue();
		post("nora", "Disconnect", 3000);
		post("nora", "Login", 2000);
		assertThat(this.presence.isOnline("nora")).isFalse();
		assertThat(this.presence.isOnline("otto")).isFalse();
	}

	@Test
	void whenEventNamesNobodyThenNothingChanges() {
		assertThat(this.mvc.perform(CallbackRequest.sample(StateChanged.class).without("Info"))).isOk();
		assertThat(this.mvc.perform(CallbackRequest.sample("State.StateChange.3"))).isOk();
		assertThat(this.presence.isOnline("nora-1")).isFalse();
	}

	private void post(String account, String action, long time) {
		assertThat(this.mvc.perform(CallbackRequest.sample(StateChanged.class)
			.with("Info.To_Account", account)
			.with("Info.Action", action)
			.with("EventTime", time))).isOk();
	}

}
