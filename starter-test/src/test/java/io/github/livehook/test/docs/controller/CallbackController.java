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

package io.github.livehook.test.docs.controller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.github.livehook.test.docs.Scores;
import io.github.livehook.test.docs.Wallet;

@RestController
class CallbackController {

	private static final Logger logger = LoggerFactory.getLogger(CallbackController.class);

	private final Scores scores;

	private final Wallet wallet;

	private final JsonMapper jsonMapper;

	@Value("${livehook.sdk-app-id}")
	private String app;

	@Value("${livehook.token}")
	private String token;

	CallbackController(Scores scores, Wallet wallet, JsonMapper jsonMapper) {
		this.scores = scores;
		this.wallet = wallet;
		this.jsonMapper = jsonMapper;
	}

	@PostMapping("/webhooks/tencent-live")
	ResponseEntity<Answer> receive(@RequestParam("SdkAppid") String sdkAppId,
			@RequestParam("RequestTime") long requestTime, @RequestParam("Sign") String sign,
			@RequestBody byte[] body) {
		if (!this.app.equals(sdkAppId) || !isRecent(requestTime) || !sign(requestTime).equals(sign)) {
			return ResponseEntity.status(403).body(new Answer("FAIL", "refused", 1));
		}
		try {
			return ResponseEntity.ok(handle(this.jsonMapper.readTree(body)));
		}
		catch (JacksonException ex) {
			return ResponseEntity.badRequest().body(new Answer("FAIL", "invalid body", 1));
		}
		catch (RuntimeException ex) {
			logger.error("A callback could not be handled", ex);
			return ResponseEntity.internalServerError().body(new Answer("FAIL", "handler failed", 1));
		}
	}

	private Answer handle(JsonNode body) {
		switch (body.path("CallbackCommand").asString("")) {
			case "Live.CallbackAfterStartBattle" ->
				this.scores.open(body.path("BattleId").asString(), Duration.ofMillis(body.path("Duration").asLong()));
			case "Live.CallbackBeforeSendGift" -> {
				JsonNode gift = body.path("GiftWater");
				if (!this.wallet.charge(gift.path("From_Account").asString(), gift.path("Count").asLong(),
						gift.path("Coins").asLong())) {
					return new Answer("OK", "insufficient balance", 102101);
				}
			}
			default -> logger.debug("Nobody handles {}", body.path("CallbackCommand"));
		}
		return new Answer("OK", "", 0);
	}

	private static boolean isRecent(long requestTime) {
		return Math.abs(Instant.now().getEpochSecond() - requestTime) <= 60;
	}

	private String sign(long requestTime) {
		try {
			byte[] signed = (this.token + requestTime).getBytes(StandardCharsets.UTF_8);
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(signed));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Answer(@JsonProperty("ActionStatus") String actionStatus, @JsonProperty("ErrorInfo") String errorInfo,
			@JsonProperty("ErrorCode") int errorCode) {

	}

}
