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

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.Order;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The row "a handler of an after-command failed" of the answer table.
 */
@ExtendWith(OutputCaptureExtension.class)
class HandlerFailedIntegrationTests {

	@Test
	void whenOneHandlerFailsThenOthersRunAndRepeatRunsOnlyTheFailed(CapturedOutput output) {
		try (TestServer server = TestServer.start(PartlyFailing.class)) {
			PartlyFailing handler = server.bean(PartlyFailing.class);
			HttpResponse<String> response = server.client().post(Samples.battle("failing"));
			Answers.assertFailed(response, 500);
			assertThat(response.body()).doesNotContain("secret");
			assertThat(handler.calls).containsExactly("first", "failing", "last");
			assertThat(output).contains("PartlyFailing.failing(BattleStarted) of bean").contains("failed");
			handler.failure = null;
			Answers.assertOk(server.client().post(Samples.battle("failing")));
			assertThat(handler.calls).containsExactly("first", "failing", "last", "failing");
			Answers.assertOk(server.client().post(Samples.battle("failing")));
			assertThat(handler.calls).hasSize(4);
		}
	}

	@Test
	void whenFailureStatusIs200ThenActionStatusIsFail() {
		try (TestServer server = TestServer.start(PartlyFailing.class, "livehook.failure-status=200")) {
			Answers.assertFailed(server.client().post(Samples.battle("failing")), 200);
		}
	}

	@Test
	void whenHandlerThrowsErrorThenItIsFailureLikeOthers() {
		try (TestServer server = TestServer.start(PartlyFailing.class)) {
			server.bean(PartlyFailing.class).failure = new StackOverflowError();
			Answers.assertFailed(server.client().post(Samples.battle("error")), 500);
			assertThat(server.bean(PartlyFailing.class).calls).contains("last");
		}
	}

	static class PartlyFailing {

		final List<String> calls = new CopyOnWriteArrayList<>();

		volatile Throwable failure = new IllegalStateException("secret");

		@OnBattleStart
		@Order(1)
		void first() {
			this.calls.add("first");
		}

		@OnBattleStart
		@Order(2)
		void failing(BattleStarted battle) throws Throwable {
			this.calls.add("failing");
			if (this.failure != null) {
				throw this.failure;
			}
		}

		@OnBattleStart
		@Order(3)
		void last() {
			this.calls.add("last");
		}

	}

}
