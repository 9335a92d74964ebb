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

package io.github.livehook.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * The controller that a user would write without Livehook. It takes the bytes and not the
 * record, so that a request is refused before its body is decoded.
 */
@RestController
class CallbackController {

	private static final int MAX_BODY = 256 * 1024;

	private static final long MAX_CLOCK_SKEW = 60;

	private final JsonMapper jsonMapper;

	private final Consumer<Battle> battles;

	CallbackController(JsonMapper jsonMapper, Consumer<Battle> battles) {
		this.jsonMapper = jsonMapper;
		this.battles = battles;
	}

	@PostMapping(BattleCallback.PATH)
	ResponseEntity<Answer> receive(@RequestParam(name = "SdkAppid", required = false) @Nullable String sdkAppId,
			@RequestParam(name = "RequestTime", required = false) @Nullable String requestTime,
			@RequestParam(name = "Sign", required = false) @Nullable String sign,
			@RequestBody(required = false) byte @Nullable [] body) {
		if (!BattleCallback.SDK_APP_ID.equals(sdkAppId) || requestTime == null || sign == null
				|| !isSigned(requestTime, sign) || !isRecent(requestTime)) {
			return Answer.failure(HttpStatus.FORBIDDEN, "refused");
		}
		if (body == null || body.length == 0) {
			return Answer.ok();
		}
		if (body.length > MAX_BODY) {
			return Answer.failure(HttpStatus.CONTENT_TOO_LARGE, "body too large");
		}
		try {
			return handle(this.jsonMapper.readValue(body, Battle.class));
		}
		catch (JacksonException ex) {
			return Answer.failure(HttpStatus.BAD_REQUEST, "invalid body");
		}
	}

	private static boolean isSigned(String requestTime, String sign) {
		try {
			byte[] expected = MessageDigest.getInstance("SHA-256")
				.digest((BattleCallback.TOKEN + requestTime).getBytes(StandardCharsets.UTF_8));
			return MessageDigest.isEqual(expected, HexFormat.of().parseHex(sign));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isRecent(String requestTime) {
		try {
			return Math.abs(Instant.now().getEpochSecond() - Long.parseLong(requestTime)) <= MAX_CLOCK_SKEW;
		}
		catch (NumberFormatException ex) {
			return false;
		}
	}

	private ResponseEntity<Answer> handle(@Nullable Battle battle) {
		if (battle == null) {
			return Answer.failure(HttpStatus.BAD_REQUEST, "invalid body");
		}
		if (BattleCallback.COMMAND.equals(battle.command())) {
			this.battles.accept(battle);
		}
		return Answer.ok();
	}

	record Answer(@JsonProperty("ActionStatus") String actionStatus, @JsonProperty("ErrorInfo") String errorInfo,
			@JsonProperty("ErrorCode") int errorCode) {

		private static final Answer OK = new Answer("OK", "", 0);

		static ResponseEntity<Answer> ok() {
			return ResponseEntity.ok(OK);
		}

		static ResponseEntity<Answer> failure(HttpStatus status, String errorInfo) {
			return ResponseEntity.status(status).body(new Answer("FAIL", errorInfo, 1));
		}

	}

	/**
	 * Answers requests with another method than POST, which do not reach the controller.
	 */
	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler
		ResponseEntity<Answer> notAllowed(HttpRequestMethodNotSupportedException ex) {
			return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
				.header(HttpHeaders.ALLOW, "POST")
				.body(new Answer("FAIL", "only POST is allowed", 1));
		}

	}

}
