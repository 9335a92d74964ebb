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

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for requests that hold several events when the time is up.
 */
class BatchDeadlineIntegrationTests {

	private static TestServer server;

	private static BlockingHandler handler;

	@BeforeAll
	static void start() {
		server = TestServer.start(BlockingHandler.class, "livehook.response-timeout=900ms");
		handler = server.bean(BlockingHandler.class);
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@BeforeEach
	void reset() {
		handler.reset();
	}

	@Test
	void whenTimeIsUpInTheMiddleThenBatchIsAcceptedAndHandledToItsEnd() throws Exception {
		Answers.assertOk(post(Samples.battles("quick-a", "b", "quick-c", "b")));
		handler.awaitEntered(2);
		assertThat(handler.entered.availablePermits()).isZero();
		handler.release.countDown();
		handler.awaitFinished(3);
		assertThat(handler.entered.availablePermits()).isEqualTo(1);
	}

	@Test
	void whenTimeIsUpAfterOneHasFailedThenAnswers500() throws Exception {
		handler.failing = true;
		Answers.assertFailed(post(Samples.battles("quick-d", "e", "quick-f")), 500);
		handler.awaitEntered(2);
		handler.release.countDown();
		handler.awaitFinished(3);
	}

	@Test
	void whenOneIsBeingHandledElsewhereThenAnswers503AtTheDeadlineAndOthersAreHandled() throws Exception {
		Answers.assertOk(post(Samples.battles("g")));
		handler.awaitEntered(1);
		Answers.assertFailed(post(Samples.battles("g", "quick-h")), 503);
		handler.awaitFinished(1);
		handler.release.countDown();
		handler.awaitFinished(1);
		assertThat(handler.entered.availablePermits()).isEqualTo(1);
	}

	private static HttpResponse<String> post(String body) {
		return server.client().post(body);
	}

}
