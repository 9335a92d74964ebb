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

import java.time.Instant;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.verification.Signature;

/**
 * Query strings as Tencent sends them.
 */
public final class SignedQuery {

	public static final String APP_ID = "1400000000";

	public static final String TOKEN = "xxxxyyyy";

	private SignedQuery() {
	}

	public static String now() {
		return of(APP_ID, TOKEN, Instant.now());
	}

	public static String of(String sdkAppId, String token, Instant time) {
		String requestTime = String.valueOf(time.getEpochSecond());
		return "SdkAppid=" + sdkAppId + "&CallbackCommand=" + BattleStarted.COMMAND
				+ "&contenttype=json&ClientIP=127.0.0.1&OptPlatform=RESTAPI&Sign=" + sign(token, requestTime)
				+ "&RequestTime=" + requestTime;
	}

	public static String sign(String token, String requestTime) {
		return Signature.of(token, requestTime).hex();
	}

}
