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

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/**
 * Entry point for assertions on responses, to import statically beside AssertJ's own. For
 * {@link HandlerCalls} and {@link ReceivedResponse}, you can use either.
 *
 * @since 0.1.0
 */
public final class CallbackAssertions {

	private CallbackAssertions() {
	}

	/**
	 * Assert on the response that {@code MockMvcTester} got.
	 * @param result the result
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(MvcTestResult result) {
		return assertThat(result.getResponse());
	}

	/**
	 * Assert on the response that {@code MockMvc} got.
	 * @param result the result, as {@code andReturn()} has it
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(MvcResult result) {
		return assertThat(result.getResponse());
	}

	private static CallbackResponseAssert assertThat(MockHttpServletResponse response) {
		String body = new String(response.getContentAsByteArray(), StandardCharsets.UTF_8);
		return assertThat(ReceivedResponse.of(response.getStatus(), body));
	}

	/**
	 * Assert on the response that a {@code RestTestClient} got. Its body is read.
	 * @param response the response
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(ResponseSpec response) {
		EntityExchangeResult<String> result = response.expectBody(String.class).returnResult();
		return assertThat(ReceivedResponse.of(result.getStatus().value(), result.getResponseBody()));
	}

	/**
	 * Assert on the response that a {@code RestClient} got.
	 * @param response the response
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(ResponseEntity<String> response) {
		return assertThat(ReceivedResponse.of(response.getStatusCode().value(), response.getBody()));
	}

	/**
	 * Assert on the response that the JDK's client got.
	 * @param response the response
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(HttpResponse<String> response) {
		return assertThat(ReceivedResponse.of(response.statusCode(), response.body()));
	}

	/**
	 * Assert on a response.
	 * @param response the response
	 * @return the assertions
	 */
	public static CallbackResponseAssert assertThat(ReceivedResponse response) {
		return response.assertThat();
	}

	/**
	 * Assert on the calls of handlers.
	 * @param calls the calls
	 * @return the assertions
	 */
	public static HandlerCallsAssert assertThat(HandlerCalls calls) {
		return calls.assertThat();
	}

}
