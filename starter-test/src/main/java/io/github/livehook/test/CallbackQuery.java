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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.web.util.UriUtils;

import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.Signature;

/**
 * The query of a {@link CallbackRequest}.
 *
 * @param app the app, {@code null} if not yet known
 * @param token the token to sign with, {@code null} if not yet known
 * @param time the time to sign for, {@code null} for the current time
 * @param signed whether the request is signed
 * @param more parameters that replace or complete the usual ones, {@code null} for those
 * that are left out
 */
record CallbackQuery(@Nullable String app, @Nullable String token, @Nullable Instant time, boolean signed,
		Map<String, @Nullable String> more) {

	static final CallbackQuery EMPTY = new CallbackQuery(null, null, null, true, Map.of());

	CallbackQuery withApp(String app) {
		Assert.isTrue(LivehookApp.isUsable(app), () -> unusable("app id", app, "livehook.sdk-app-id"));
		return new CallbackQuery(app, this.token, this.time, this.signed, this.more);
	}

	CallbackQuery withToken(String token) {
		Assert.isTrue(LivehookApp.isUsable(token), () -> unusable("token", "", "livehook.token"));
		return new CallbackQuery(this.app, token, this.time, true, this.more);
	}

	CallbackQuery withTime(Instant time) {
		return new CallbackQuery(this.app, this.token, time, this.signed, this.more);
	}

	CallbackQuery withoutSignature() {
		return new CallbackQuery(this.app, null, this.time, false, this.more);
	}

	CallbackQuery withParameter(String name, @Nullable String value) {
		Map<String, @Nullable String> more = new LinkedHashMap<>(this.more);
		more.put(name, value);
		return new CallbackQuery(this.app, this.token, this.time, this.signed, more);
	}

	CallbackQuery sentTo(ReceivingApplication receiver) {
		LivehookApp app = receiver.findApp(this.app);
		CallbackQuery query = withTime((this.time != null) ? this.time : receiver.clock().instant());
		if (app == null) {
			return query;
		}
		query = query.withApp(app.sdkAppId());
		if (!this.signed || this.token != null) {
			return query;
		}
		return app.tokens().isEmpty() ? query.withoutSignature() : query.withToken(app.tokens().get(0));
	}

	String toString(String command) {
		Map<String, @Nullable String> parameters = new LinkedHashMap<>();
		parameters.put("SdkAppid", required(this.app, "app id"));
		parameters.put("CallbackCommand", command.isEmpty() ? null : command);
		parameters.put("contenttype", "json");
		parameters.put("ClientIP", "127.0.0.1");
		parameters.put("OptPlatform", "RESTAPI");
		if (this.signed) {
			Instant time = (this.time != null) ? this.time : Instant.now();
			String requestTime = String.valueOf(time.getEpochSecond());
			parameters.put("Sign", Signature.of(required(this.token, "token"), requestTime).hex());
			parameters.put("RequestTime", requestTime);
		}
		parameters.putAll(this.more);
		return parameters.entrySet()
			.stream()
			.filter((parameter) -> parameter.getValue() != null)
			.map((parameter) -> parameter.getKey() + "="
					+ UriUtils.encode(String.valueOf(parameter.getValue()), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private static String required(@Nullable String value, String name) {
		Assert.state(value != null,
				() -> "The request has no " + name + ". Write .app(\"...\").token(\"...\") with the values of "
						+ "livehook.sdk-app-id and livehook.token, or .sentTo(applicationContext), which takes them "
						+ "from the application, as MockMvc does; or .unsigned() for a request without Sign");
		return value;
	}

	private static String unusable(String name, String value, String property) {
		String what = value.isBlank() ? "The " + name + " is blank or a placeholder that was not resolved"
				: "'" + value + "' is not a usable " + name;
		return what + ": write the value of " + property;
	}

	@Override
	public String toString() {
		return "CallbackQuery[" + this.app + "]";
	}

}
