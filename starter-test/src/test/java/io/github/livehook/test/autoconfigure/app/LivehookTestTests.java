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

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.live.follow.Followed;
import io.github.livehook.event.live.room.RoomCreated;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookTest @LivehookTest}.
 */
@LivehookTest
class LivehookTestTests {

	@Autowired
	private ApplicationContext application;

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private HandlerCalls calls;

	@Test
	void whenApplicationHasHandlersThenTheyAreThere() {
		assertThat(this.application.getBeansOfType(Rooms.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(MessageFilter.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(Follows.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(SubscribedRooms.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(TimingInterceptor.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(Errors.class)).hasSize(1);
		assertThat(this.application.getBeansOfType(MockMvc.class)).hasSize(1);
	}

	@Test
	void whenApplicationHasMoreThenThatIsNotThere() {
		assertThat(this.application.getBeansOfType(Catalogue.class)).isEmpty();
		assertThat(this.application.getBeansOfType(ShopController.class)).isEmpty();
		assertThat(this.application.getBeansOfType(HttpMessageConverter.class)).isEmpty();
		assertThat(this.application.containsBean("applicationTaskExecutor")).isFalse();
	}

	@Test
	void whenHandlersAreInheritedThenTheyAreCalled() {
		assertThat(this.mvc.perform(CallbackRequest.sample(Followed.class))).isOk();
		assertThat(this.mvc.perform(CallbackRequest.sample(RoomDestroyed.class))).isOk();
		assertThat(this.calls).containsExactly("countingFollows.followed", "subscribedRooms.destroyed");
	}

	@Test
	void whenCommandHasNoRecordThenItsTextCanBeSent() {
		CallbackRequest request = CallbackRequest.raw("{\"State\": 1}").command("State.StateChange");
		assertThat(this.mvc.perform(request)).isOk();
		assertThat(this.calls).containsExactly("rooms.other");
		assertThat(this.calls.list().get(0).callback().metadata().command()).isEqualTo("State.StateChange");
	}

	@Test
	void whenBeforeCommandIsRejectedThenResponseSaysSo() {
		CallbackRequest request = CallbackRequest.raw("{}").command("C2C.CallbackBeforeSendMsg");
		assertThat(this.mvc.perform(request)).isRejectedWith(120001, "you are blocked");
	}

	@Test
	void whenSentByMockMvcThenItsResultIsTheResponse(@Autowired MockMvc mockMvc) throws Exception {
		CallbackRequest request = CallbackRequest.raw("{}").command("C2C.CallbackBeforeSendMsg");
		assertThat(mockMvc.perform(request).andReturn()).isRejectedWith(120001, "you are blocked");
		assertThat(mockMvc.perform(CallbackRequest.sample(RoomCreated.class)).andReturn()).isOk();
	}

	@Test
	void whenSameEventIsSentByEachTestThenItIsNoDuplicate() {
		CallbackRequest request = CallbackRequest.sample(Followed.class);
		assertThat(this.mvc.perform(request)).isOk();
		assertThat(this.mvc.perform(request)).isOk();
		assertThat(this.calls).containsExactly("countingFollows.followed", "countingFollows.followed");
	}

	@Test
	void whenClockStandsStillThenRequestsAreSignedForItsTime(
			@Autowired @Qualifier("livehookInstantSource") InstantSource clock) {
		assertThat(clock.instant()).isEqualTo(LivehookTest.NOW);
		assertThat(this.mvc.perform(CallbackRequest.sample(RoomCreated.class))).isOk();
		CallbackMetadata metadata = this.calls.list().get(0).callback().metadata();
		assertThat(metadata.requestTime()).isEqualTo(LivehookTest.NOW);
		assertThat(metadata.sdkAppId()).isEqualTo(LivehookTest.SDK_APP_ID);
	}

	@Test
	void whenRequestIsNotTencentsThenVerificationFails() {
		CallbackRequest request = CallbackRequest.sample(RoomCreated.class);
		assertThat(this.mvc.perform(request.unsigned())).isForbidden();
		assertThat(this.mvc.perform(request.app("1").token(LivehookTest.TOKEN))).isForbidden();
		assertThat(this.mvc.perform(request.token("another"))).isForbidden();
		assertThat(this.mvc.perform(request.time(LivehookTest.NOW.minusSeconds(62)))).isForbidden();
		assertThat(this.mvc.perform(request.time(Instant.now()))).isForbidden();
		assertThat(this.mvc.perform(request.time(LivehookTest.NOW.minusSeconds(59)))).isOk();
		assertThat(this.calls).containsExactly("rooms.created");
	}

	@Test
	void whenBodyIsNoJsonThenItIsInvalid() {
		assertThat(this.mvc.perform(CallbackRequest.raw("{"))).isInvalidBody();
		assertThat(this.calls).isEmpty();
	}

}
