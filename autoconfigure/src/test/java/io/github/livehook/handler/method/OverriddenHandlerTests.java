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

package io.github.livehook.handler.method;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.callback.Callback;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;

/**
 * Tests for handlers that a test replaces by mocks.
 */
@SpringBootTest
class OverriddenHandlerTests {

	@MockitoBean
	private Battles mocked;

	@MockitoSpyBean
	private OtherBattles spied;

	@Autowired
	private ApplicationContext context;

	private final Callback battle = TestCallbacks.battle();

	@Test
	void whenHandlersAreReplacedThenTheReplacementsAreCalled() throws Throwable {
		HandlerRunner.assertIds(this.context, "mocked.on", "spied.on");
		assertThat(HandlerRunner.handle(this.context, this.battle)).containsExactly("spied");
		then(this.mocked).should().on((BattleStarted) this.battle.payload());
		then(this.spied).should().on(this.battle.payload());
	}

	// A test class is not a bean, so this is no handler, and that is no failure
	@OnCallback(OnCallback.ANY)
	void onAny() {
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class })
	static class Application {

		@Bean
		Calls calls() {
			return new Calls();
		}

		@Bean
		Battles mocked() {
			throw new IllegalStateException("The mock takes the place of this bean");
		}

		@Bean
		OtherBattles spied() {
			return new OtherBattles();
		}

	}

	static class Battles {

		@OnBattleStart
		void on(BattleStarted battle) {
		}

	}

	static class OtherBattles extends RecordingHandler {

		@OnBattleStart
		void on(CallbackPayload event) {
			called("spied");
		}

	}

}
