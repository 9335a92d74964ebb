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
import java.util.Map;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import io.github.livehook.codec.InvalidBodyException;

/**
 * The response to a {@link CallbackRequest}.
 *
 * @param status the HTTP status
 * @param body the body
 * @param fields the fields of the body, empty if it is not a JSON object
 * @since 0.1.0
 */
public record ReceivedResponse(int status, String body,
		Map<String, @Nullable Object> fields) implements AssertProvider<CallbackResponseAssert> {

	/**
	 * Create a response.
	 * @param status the HTTP status
	 * @param body the body
	 * @return the response
	 */
	public static ReceivedResponse of(int status, @Nullable String body) {
		String text = (body != null) ? body : "";
		try {
			return new ReceivedResponse(status, text, JsonFields.read(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (InvalidBodyException ex) {
			return new ReceivedResponse(status, text, Map.of());
		}
	}

	/**
	 * Return the {@code ActionStatus}.
	 * @return {@code OK} or {@code FAIL}, {@code null} if the response is not Livehook's
	 */
	public @Nullable String actionStatus() {
		return (this.fields.get("ActionStatus") instanceof String text) ? text : null;
	}

	/**
	 * Return the {@code ErrorCode}.
	 * @return the code, {@code null} if the response is not Livehook's
	 */
	public @Nullable Integer errorCode() {
		return (this.fields.get("ErrorCode") instanceof Integer number) ? number : null;
	}

	/**
	 * Return the {@code ErrorInfo}.
	 * @return the text, {@code null} if the response is not Livehook's
	 */
	public @Nullable String errorInfo() {
		return (this.fields.get("ErrorInfo") instanceof String text) ? text : null;
	}

	@Override
	public CallbackResponseAssert assertThat() {
		return new CallbackResponseAssert(this);
	}

	@Override
	public String toString() {
		return "HTTP " + this.status + " " + this.body;
	}

}
