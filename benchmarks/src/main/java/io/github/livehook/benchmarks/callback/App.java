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

package io.github.livehook.benchmarks.callback;

import io.github.livehook.verification.Signature;

/**
 * The app that all contenders receive callbacks of.
 */
public final class App {

	/**
	 * The SDKAppID.
	 */
	public static final String ID = "1400000000";

	/**
	 * The authentication token.
	 */
	public static final String TOKEN = "for-measuring-only";

	/**
	 * The path of the endpoint, Livehook's default.
	 */
	public static final String PATH = "/webhooks/tencent-live";

	private App() {
	}

	/**
	 * Return the query of a callback, as Tencent sends it.
	 * @param epochSecond the time to sign for
	 * @return the query, of the same length for every time
	 */
	public static String query(long epochSecond) {
		return "SdkAppid=%s&CallbackCommand=%s&contenttype=json&ClientIP=203.0.113.7&OptPlatform=Android&RequestTime=%d&Sign=%s"
			.formatted(ID, BattleBody.COMMAND, epochSecond, Signature.of(TOKEN, String.valueOf(epochSecond)).hex());
	}

}
