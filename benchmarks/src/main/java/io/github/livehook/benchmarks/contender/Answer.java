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

package io.github.livehook.benchmarks.contender;

import com.fasterxml.jackson.annotation.JsonProperty;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * The answer of the hand-written controller.
 *
 * @param actionStatus {@code OK} or {@code FAIL}
 * @param errorInfo what is wrong
 * @param errorCode 0 if nothing is wrong
 */
record Answer(@JsonProperty("ActionStatus") String actionStatus, @JsonProperty("ErrorInfo") String errorInfo,
		@JsonProperty("ErrorCode") int errorCode) {

	private static final Answer OK = new Answer("OK", "", 0);

	static ResponseEntity<Answer> ok() {
		return ResponseEntity.ok(OK);
	}

	static ResponseEntity<Answer> failure(HttpStatus status, String errorInfo) {
		return ResponseEntity.status(status).body(new Answer("FAIL", errorInfo, 1));
	}

	static ResponseEntity<Answer> methodNotAllowed() {
		return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
			.header(HttpHeaders.ALLOW, "POST")
			.body(new Answer("FAIL", "only POST is allowed", 1));
	}

}
