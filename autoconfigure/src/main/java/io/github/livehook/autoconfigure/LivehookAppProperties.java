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

package io.github.livehook.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Properties of an app whose callbacks are accepted.
 *
 * @since 0.1.0
 */
public abstract class LivehookAppProperties {

	/**
	 * SDKAppID of the app whose callbacks are accepted.
	 */
	private @Nullable String sdkAppId;

	/**
	 * Authentication token of the app, as set in Tencent's console.
	 */
	private @Nullable String token;

	/**
	 * Additional authentication tokens of the app that are valid as well, for example
	 * while the token is being changed.
	 */
	private List<String> tokens = new ArrayList<>();

	public @Nullable String getSdkAppId() {
		return this.sdkAppId;
	}

	public void setSdkAppId(@Nullable String sdkAppId) {
		this.sdkAppId = sdkAppId;
	}

	public @Nullable String getToken() {
		return this.token;
	}

	public void setToken(@Nullable String token) {
		this.token = token;
	}

	public List<String> getTokens() {
		return this.tokens;
	}

	public void setTokens(List<String> tokens) {
		this.tokens = tokens;
	}

}
