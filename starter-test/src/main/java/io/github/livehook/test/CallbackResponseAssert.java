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

import java.util.Objects;
import java.util.Set;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Assertions on the response to a callback.
 *
 * @since 0.1.0
 * @see CallbackAssertions
 */
public final class CallbackResponseAssert extends AbstractAssert<CallbackResponseAssert, ReceivedResponse> {

	private static final String OK = "OK";

	private static final String FAIL = "FAIL";

	private static final Set<String> OF_EVERY_RESPONSE = Set.of("ActionStatus", "ErrorInfo", "ErrorCode");

	CallbackResponseAssert(ReceivedResponse response) {
		super(response, CallbackResponseAssert.class);
	}

	/**
	 * Verify that the event was handled, or the before-callback allowed: HTTP 200,
	 * {@code OK}, 0.
	 * @return this
	 */
	public CallbackResponseAssert isOk() {
		return is("OK", Set.of(200), OK, 0);
	}

	/**
	 * Verify that the before-callback was rejected: HTTP 200, {@code OK} and the code.
	 * @param errorCode the code, not 0
	 * @return this
	 */
	public CallbackResponseAssert isRejectedWith(int errorCode) {
		Assert.isTrue(errorCode != 0, "A rejection has a code that is not 0: write isOk()");
		return is("a rejection", Set.of(200), OK, errorCode);
	}

	/**
	 * Verify that the before-callback was rejected: HTTP 200, {@code OK}, the code and
	 * the text.
	 * @param errorCode the code, not 0
	 * @param errorInfo the text
	 * @return this
	 */
	public CallbackResponseAssert isRejectedWith(int errorCode, String errorInfo) {
		return isRejectedWith(errorCode).hasField("ErrorInfo", errorInfo);
	}

	/**
	 * Verify that the verification of the request has failed: HTTP 403.
	 * @return this
	 */
	public CallbackResponseAssert isForbidden() {
		return is("a verification failure", Set.of(403), FAIL, 1);
	}

	/**
	 * Verify that a handler has failed: {@code FAIL}, with the HTTP status 500 or, with
	 * {@code livehook.failure-status}, 200.
	 * @return this
	 */
	public CallbackResponseAssert isFailed() {
		return is("the failure of a handler", Set.of(500, 200), FAIL, 1);
	}

	/**
	 * Verify that the body is invalid: HTTP 400.
	 * @return this
	 */
	public CallbackResponseAssert isInvalidBody() {
		return is("an invalid body", Set.of(400), FAIL, 1);
	}

	/**
	 * Verify that the body is too large: HTTP 413.
	 * @return this
	 */
	public CallbackResponseAssert isTooLarge() {
		return is("too large a body", Set.of(413), FAIL, 1);
	}

	/**
	 * Verify that the request is not a POST: HTTP 405.
	 * @return this
	 */
	public CallbackResponseAssert isMethodNotAllowed() {
		return is("a method that is not allowed", Set.of(405), FAIL, 1);
	}

	/**
	 * Verify that the callback cannot be handled now: HTTP 503.
	 * @return this
	 */
	public CallbackResponseAssert isUnavailable() {
		return is("unavailable", Set.of(503), FAIL, 1);
	}

	/**
	 * Verify the value of a field.
	 * @param name the name of the field
	 * @param value the value: a string, number, boolean, list or map
	 * @return this
	 */
	public CallbackResponseAssert hasField(String name, @Nullable Object value) {
		isNotNull();
		if (!this.actual.fields().containsKey(name) || !Objects.equals(this.actual.fields().get(name), value)) {
			failWithMessage("Expecting the response to have the field %s with the value <%s>, but it was:%n  %s", name,
					value, this.actual);
		}
		return this;
	}

	/**
	 * Verify that there are no fields besides those that every response has.
	 * @return this
	 */
	public CallbackResponseAssert hasNoFurtherFields() {
		isNotNull();
		if (!OF_EVERY_RESPONSE.equals(this.actual.fields().keySet())) {
			failWithMessage("Expecting the response to have no fields but %s, but it was:%n  %s", OF_EVERY_RESPONSE,
					this.actual);
		}
		return this;
	}

	private CallbackResponseAssert is(String meaning, Set<Integer> statuses, String actionStatus, int errorCode) {
		isNotNull();
		boolean matches = statuses.contains(this.actual.status()) && actionStatus.equals(this.actual.actionStatus())
				&& Objects.equals(errorCode, this.actual.errorCode());
		if (!matches) {
			failWithMessage("Expecting the response to be %s (HTTP %s, %s, ErrorCode %s), but it was:%n  %s", meaning,
					statuses.stream().sorted().map(String::valueOf).reduce((a, b) -> a + " or " + b).orElseThrow(),
					actionStatus, errorCode, this.actual);
		}
		return this;
	}

}
