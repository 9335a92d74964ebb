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

package io.github.livehook.callback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.Decision;

/**
 * The response to Tencent: always JSON, always with the three fields that
 * <a href="https://trtc.io/document/64413">Tencent's documentation</a> asks for.
 *
 * @param status the HTTP status
 * @param actionStatus the {@code ActionStatus}, {@code OK} or {@code FAIL}
 * @param errorCode the {@code ErrorCode}, 0 for success
 * @param errorInfo the {@code ErrorInfo}, empty for success
 * @param more further fields, which only decisions have
 * @param headers headers of this response
 * @since 0.1.0
 */
public record CallbackResponse(int status, String actionStatus, int errorCode, String errorInfo,
		Map<String, @Nullable Object> more, Map<String, String> headers) {

	/**
	 * The callback was handled, or there was nothing to do.
	 */
	public static final CallbackResponse OK = new CallbackResponse(200, "OK", 0, "", Map.of(), Map.of());

	/**
	 * The request is not a POST.
	 */
	public static final CallbackResponse METHOD_NOT_ALLOWED = failure(405, "only POST is allowed", "Allow", "POST");

	/**
	 * The request could not be verified.
	 */
	public static final CallbackResponse FORBIDDEN = failure(403, "refused");

	/**
	 * The body is larger than the limit.
	 */
	public static final CallbackResponse TOO_LARGE = failure(413, "body too large");

	/**
	 * The body is not a JSON object, or does not fit what its handler needs.
	 */
	public static final CallbackResponse BAD_REQUEST = failure(400, "invalid body");

	/**
	 * The callback cannot be handled now.
	 */
	public static final CallbackResponse UNAVAILABLE = failure(503, "unavailable", "Retry-After", "1");

	private static final int FAILURE_CODE = 1;

	public CallbackResponse {
		more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
		headers = Map.copyOf(headers);
	}

	/**
	 * Create the response to a callback that a handler has failed to handle.
	 * @param status the HTTP status
	 * @return the response
	 */
	public static CallbackResponse handlerFailed(int status) {
		return failure(status, "handler failed");
	}

	/**
	 * Create the response to a before-callback.
	 * @param decision the decision
	 * @return the response
	 */
	public static CallbackResponse decided(Decision decision) {
		return new CallbackResponse(200, "OK", decision.code(), decision.text(), decision.fields(), Map.of());
	}

	/**
	 * Create the response to a request that has failed before it became a callback.
	 * @param status the HTTP status
	 * @return the response
	 */
	public static CallbackResponse requestFailed(int status) {
		return failure(status, "request failed");
	}

	private static CallbackResponse failure(int status, String errorInfo) {
		return new CallbackResponse(status, "FAIL", FAILURE_CODE, errorInfo, Map.of(), Map.of());
	}

	private static CallbackResponse failure(int status, String errorInfo, String header, String value) {
		return new CallbackResponse(status, "FAIL", FAILURE_CODE, errorInfo, Map.of(), Map.of(header, value));
	}

	/**
	 * Return the fields of the body.
	 * @return the fields in the order in which Tencent documents them
	 */
	public Map<String, @Nullable Object> fields() {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("ActionStatus", this.actionStatus);
		fields.put("ErrorInfo", this.errorInfo);
		fields.put("ErrorCode", this.errorCode);
		this.more.forEach(fields::putIfAbsent);
		return fields;
	}

}
