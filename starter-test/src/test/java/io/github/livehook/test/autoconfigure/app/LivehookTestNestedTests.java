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

package io.github.livehook.test.autoconfigure.app;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookTest @LivehookTest} and classes that are nested in the test.
 */
@LivehookTest(value = Rooms.class, properties = "livehook.sdk-app-id=77")
class LivehookTestNestedTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private HandlerCalls calls;

	@MockitoBean
	private Rooms rooms;

	@Nested
	class Inherited {

		@Autowired
		private ApplicationContext application;

		@Test
		void whenNestedThenSliceIsThatOfTheOuterClass() {
			assertThat(this.application.getBeansOfType(Follows.class)).isEmpty();
			assertThat(LivehookTestNestedTests.this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
			assertThat(LivehookTestNestedTests.this.calls).containsExactly("rooms.created");
			assertThat(LivehookTestNestedTests.this.calls.list().get(0).callback().metadata().sdkAppId())
				.isEqualTo("77");
		}

		@Test
		void whenNestedThenCallsOfOtherTestsAreForgotten() {
			assertThat(LivehookTestNestedTests.this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
			assertThat(LivehookTestNestedTests.this.calls).containsExactly("rooms.created");
		}

	}

	@Nested
	@TestPropertySource(properties = "livehook.sdk-app-id=78")
	class WithProperty {

		@Autowired
		private Environment environment;

		@Test
		void whenNestedHasPropertyThenItWins() {
			assertThat(this.environment.getProperty("livehook.sdk-app-id")).isEqualTo("78");
			assertThat(this.environment.getProperty("livehook.token")).isEqualTo(LivehookTest.TOKEN);
		}

	}

}
