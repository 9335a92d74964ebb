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

package io.github.livehook.delivery;

import com.github.benmanes.caffeine.cache.Interner;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackMetadata;

/**
 * What makes two callbacks the same event.
 *
 * @param sdkAppId the app
 * @param command the command
 * @param callbackId the id within app and command
 */
record CallbackKey(String sdkAppId, String command, String callbackId) {

	// Kept for long and by the hundred thousand, nearly all with the same app and command
	private static final Interner<String> SHARED = Interner.newWeakInterner();

	static @Nullable CallbackKey of(CallbackMetadata metadata) {
		return (metadata.callbackId() != null) ? new CallbackKey(SHARED.intern(metadata.sdkAppId()),
				SHARED.intern(metadata.command()), metadata.callbackId()) : null;
	}

}
