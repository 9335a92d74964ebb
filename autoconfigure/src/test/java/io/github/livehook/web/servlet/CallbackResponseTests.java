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

package io.github.livehook.web.servlet;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletResponse;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.event.CommandCatalog;
import io.github.livehook.web.CallbackAnswer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CallbackResponse} and {@link AnswerWriter}.
 */
class CallbackResponseTests {

	private static final String FAILED = "{\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"request failed\",\"ErrorCode\":1}";

	private final AnswerWriter writer = new AnswerWriter(CallbackCodec.create(CommandCatalog.standard()));

	private final MockHttpServletResponse original = new MockHttpServletResponse();

	private final CallbackResponse response = new CallbackResponse(this.original, this.writer);

	@Test
	void whenErrorIsSentThenItIsAnAnswerAndNoErrorPage() throws Exception {
		this.response.sendError(401);
		assertThat(this.original.getStatus()).isEqualTo(401);
		assertThat(this.original.getErrorMessage()).isNull();
		assertThat(this.original.getContentAsString()).isEqualTo(FAILED);
		assertThat(this.original.getHeader("Content-Type")).isEqualTo("application/json");
		assertThat(this.original.getContentLength()).isEqualTo(FAILED.length());
		assertThat(this.original.isCommitted()).isTrue();
	}

	@Test
	void whenErrorHasAMessageThenItIsNotToldOn() throws Exception {
		this.response.sendError(403, "secret");
		assertThat(this.original.getStatus()).isEqualTo(403);
		assertThat(this.original.getContentAsString()).isEqualTo(FAILED);
	}

	@Test
	void whenSomethingWasWrittenBeforeThenErrorTakesItsPlace() throws Exception {
		this.response.setContentType("text/html;charset=ISO-8859-1");
		this.response.getOutputStream().write('<');
		this.response.sendError(500);
		assertThat(this.original.getContentAsString()).isEqualTo(FAILED);
		assertThat(this.original.getHeader("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void whenFilterRedirectsThenThatIsARefusal() throws Exception {
		this.response.sendRedirect("/login");
		assertRefused(this.original);
		MockHttpServletResponse another = new MockHttpServletResponse();
		new CallbackResponse(another, this.writer).sendRedirect("/login", 308, true);
		assertRefused(another);
	}

	private static void assertRefused(MockHttpServletResponse response) throws Exception {
		assertThat(response.getStatus()).isEqualTo(403);
		assertThat(response.getHeader("Location")).isNull();
		assertThat(response.getContentAsString()).isEqualTo(FAILED);
	}

	@Test
	void whenResponseIsCommittedThenErrorCannotBeSent() throws Exception {
		this.original.flushBuffer();
		assertThatIllegalStateException().isThrownBy(() -> this.response.sendError(500));
		assertThat(this.original.getContentAsString()).isEmpty();
	}

	@Test
	void whenAnswerHasHeadersThenTheyAreSent() throws Exception {
		this.writer.write(CallbackAnswer.UNAVAILABLE, this.original);
		assertThat(this.original.getStatus()).isEqualTo(503);
		assertThat(this.original.getHeader("Retry-After")).isEqualTo("1");
	}

	@Test
	void whenThreadIsInterruptedThenAnswerIsSentAndItStaysSo() throws Exception {
		Thread.currentThread().interrupt();
		try {
			this.writer.write(CallbackAnswer.OK, this.original);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.original.getContentAsString())
			.isEqualTo("{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}");
	}

}
