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

package io.github.livehook.test;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.decision.MessageDecision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CallbackResponseAssert}.
 */
class CallbackResponseAssertTests {

	@Test
	void whenResponseIsAsExpectedThenAssertionPasses() {
		assertThat(received(CallbackResponse.OK)).isOk().hasNoFurtherFields();
		assertThat(received(CallbackResponse.FORBIDDEN)).isForbidden();
		assertThat(received(CallbackResponse.UNAVAILABLE)).isUnavailable();
		assertThat(received(CallbackResponse.BAD_REQUEST)).isInvalidBody();
		assertThat(received(CallbackResponse.TOO_LARGE)).isTooLarge();
		assertThat(received(CallbackResponse.METHOD_NOT_ALLOWED)).isMethodNotAllowed();
		assertThat(received(CallbackResponse.handlerFailed(500))).isFailed();
		assertThat(received(CallbackResponse.handlerFailed(200))).isFailed();
		assertThat(received(CallbackResponse.decided(GiftDecision.reject(102101, "no")))).isRejectedWith(102101)
			.isRejectedWith(102101, "no");
	}

	@Test
	void whenResponseIsAnotherThenMessageShowsIt() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(received(CallbackResponse.FORBIDDEN)).isRejectedWith(102101))
			.withMessage("Expecting the response to be a rejection (HTTP 200, OK, ErrorCode 102101), but it was:%n"
				.formatted() + "  HTTP 403 {\"ActionStatus\":\"FAIL\",\"ErrorInfo\":\"refused\",\"ErrorCode\":1}");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(received(CallbackResponse.OK)).isFailed())
			.withMessageContaining("(HTTP 200 or 500, FAIL, ErrorCode 1)");
	}

	@Test
	void whenAnythingElseThanOkThenIsOkFails() {
		assertFailsIsOk(received(CallbackResponse.handlerFailed(200)));
		assertFailsIsOk(received(CallbackResponse.decided(GiftDecision.reject(102101, "no"))));
		assertFailsIsOk(ReceivedResponse.of(200, "<html>"));
		assertFailsIsOk(ReceivedResponse.of(200, null));
		assertFailsIsOk(ReceivedResponse.of(202, received(CallbackResponse.OK).body()));
		assertFailsIsOk(ReceivedResponse.of(200, "{\"ActionStatus\": \"OK\", \"ErrorCode\": \"0\"}"));
	}

	private static void assertFailsIsOk(ReceivedResponse response) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(response).isOk());
	}

	@Test
	void whenTextOrFieldIsAnotherThenAssertionFails() {
		ReceivedResponse response = received(CallbackResponse.decided(GiftDecision.reject(102101, "no")));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(response).isRejectedWith(102101, "yes"))
			.withMessageContaining("the field ErrorInfo with the value <yes>");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(response).hasField("Other", null));
	}

	@Test
	void whenDecisionHasFurtherFieldsThenTheyCanBeAsserted() {
		ReceivedResponse response = received(CallbackResponse.decided(MessageDecision.reject(10100, "no")));
		assertThat(response).hasField("ErrorCode", 10100).hasField("ErrorInfo", "no");
		ReceivedResponse more = ReceivedResponse.of(200,
				"{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0,\"x\":1}");
		assertThat(more).isOk().hasField("x", 1);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(more).hasNoFurtherFields());
	}

	@Test
	void whenRejectionHasCodeOfAllowingThenMessageSaysWhatToWrite() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThat(received(CallbackResponse.OK)).isRejectedWith(0))
			.withMessage("A rejection has a code that is not 0: write isOk()");
	}

	private static ReceivedResponse received(CallbackResponse response) {
		byte[] body = CallbackCodec.create(CommandCatalog.standard()).encodeFields(response.fields());
		return ReceivedResponse.of(response.status(), new String(body, StandardCharsets.UTF_8));
	}

}
