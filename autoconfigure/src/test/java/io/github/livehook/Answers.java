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

package io.github.livehook;

import java.net.http.HttpResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every answer must be like.
 */
public final class Answers {

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private Answers() {
	}

	public static void assertOk(HttpResponse<String> response) {
		assertAnswer(response, 200, "OK", 0);
	}

	public static void assertFailed(HttpResponse<String> response, int status) {
		assertAnswer(response, status, "FAIL", 1);
	}

	public static void assertAnswer(HttpResponse<String> response, int status, String actionStatus, int errorCode) {
		assertThat(response.statusCode()).as("status of %s", response.body()).isEqualTo(status);
		assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
		JsonNode body = mapper.readTree(response.body());
		assertThat(body.propertyNames()).containsExactly("ActionStatus", "ErrorInfo", "ErrorCode");
		assertThat(body.get("ActionStatus").stringValue()).isEqualTo(actionStatus);
		assertThat(body.get("ErrorInfo").isString()).isTrue();
		assertThat(body.get("ErrorCode").isInt()).isTrue();
		assertThat(body.get("ErrorCode").intValue()).isEqualTo(errorCode);
	}

}
