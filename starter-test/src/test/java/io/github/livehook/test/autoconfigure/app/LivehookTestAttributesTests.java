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

import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.Environment;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.autoconfigure.AutoConfigureLivehook;
import io.github.livehook.test.autoconfigure.LivehookTest;
import io.github.livehook.web.CallbackProcessor;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the attributes of {@link LivehookTest @LivehookTest}.
 */
@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
class LivehookTestAttributesTests {

	@Nested
	@LivehookTest(value = Rooms.class,
			excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Errors.class),
			includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Catalogue.class))
	class Filters {

		@Autowired
		private ApplicationContext application;

		@Test
		void whenHandlersAreNamedThenOthersAreNotThere() {
			assertThat(this.application.getBeansOfType(Rooms.class)).hasSize(1);
			assertThat(this.application.getBeansOfType(MessageFilter.class)).isEmpty();
			assertThat(this.application.getBeansOfType(Follows.class)).isEmpty();
			assertThat(this.application.getBeansOfType(TimingInterceptor.class)).hasSize(1);
		}

		@Test
		void whenFiltersAreGivenThenTheyCount() {
			assertThat(this.application.getBeansOfType(Catalogue.class)).hasSize(1);
			assertThat(this.application.getBeansOfType(Errors.class)).isEmpty();
		}

	}

	@Nested
	@LivehookTest(useDefaultFilters = false)
	class NoDefaultFilters {

		@Autowired
		private ApplicationContext application;

		@Test
		void whenDefaultFiltersAreOffThenNoComponentIsThere() {
			assertThat(this.application.getBeansOfType(Rooms.class)).isEmpty();
			assertThat(this.application.getBeansOfType(TimingInterceptor.class)).isEmpty();
		}

	}

	@Nested
	@LivehookTest(excludeAutoConfiguration = LivehookWebAutoConfiguration.class)
	class ExcludedAutoConfiguration {

		@Autowired
		private ApplicationContext application;

		@Test
		void whenAutoConfigurationIsExcludedThenItsBeansAreNotThere() {
			assertThat(this.application.getBeansOfType(CallbackProcessor.class)).isEmpty();
			assertThat(this.application.getBeansOfType(CallbackDispatcher.class)).hasSize(1);
		}

	}

	@Nested
	@SpringBootTest(classes = Rooms.class, properties = { "livehook.sdk-app-id=77", "livehook.token=of-the-test" })
	@AutoConfigureLivehook
	@AutoConfigureMockMvc
	class Composed {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private HandlerCalls calls;

		@Test
		void whenComposedWithAnotherSliceThenEndpointClockAndRecorderAreThere() {
			assertThat(this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
			assertThat(this.calls).containsExactly("rooms.created");
			assertThat(this.calls.list().get(0).callback().metadata().requestTime()).isEqualTo(LivehookTest.NOW);
		}

	}

	@Nested
	@LivehookTest(value = Rooms.class,
			properties = { "livehook.path=/hook", "livehook.sdk-app-id=77", "livehook.token=of-the-test",
					"livehook.deduplication.window=10m", "spring.mvc.servlet.path=/api" })
	@TestPropertySource(properties = "livehook.max-clock-skew=5s")
	class Properties {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private HandlerCalls calls;

		@Autowired
		private Environment environment;

		@Test
		void whenTestSetsPropertiesThenTheyWinOverThePresetOnes() {
			CallbackRequest request = CallbackRequest.sample(RoomCreated.class).with("EventTime", 1);
			assertThat(this.mvc.perform(request)).isOk();
			assertThat(this.mvc.perform(request)).isOk();
			assertThat(this.calls).containsExactly("rooms.created");
			assertThat(this.calls.list().get(0).callback().metadata().sdkAppId()).isEqualTo("77");
			assertThat(this.environment.getProperty("livehook.max-clock-skew")).isEqualTo("5s");
		}

	}

	@Nested
	@LivehookTest(Rooms.class)
	@TestPropertySource(properties = "livehook.allowed-addresses[0]=203.0.113.0/24")
	class Addresses {

		@Autowired
		private MockMvcTester mvc;

		@Test
		void whenApplicationLimitsAddressesThenTestsAreNot() {
			assertThat(this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
		}

	}

	@Nested
	@LivehookTest(Rooms.class)
	class Clock {

		private static final Instant TIME = Instant.parse("2030-05-05T05:05:05Z");

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private HandlerCalls calls;

		@Test
		void whenTestHasClockThenItIsUsed() {
			assertThat(this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
			assertThat(this.calls.list().get(0).callback().metadata().requestTime()).isEqualTo(TIME);
		}

		@TestConfiguration
		static class ClockConfiguration {

			@Bean(defaultCandidate = false)
			InstantSource livehookInstantSource() {
				return InstantSource.fixed(TIME);
			}

		}

	}

	@Nested
	@LivehookTest(Rooms.class)
	class NoHandler {

		@Autowired
		private MockMvcTester mvc;

		@Autowired
		private HandlerCalls calls;

		@Test
		void whenNothingHandlesThenNoCallIsRecorded() {
			assertThat(this.mvc.perform(CallbackRequest.sample(BattleStarted.class))).isOk();
			assertThat(this.calls).isEmpty();
		}

	}

}
