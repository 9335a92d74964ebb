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

package io.github.livehook.verification;

import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * {@link LivehookApps} that do not change.
 *
 * @param byId the apps by their id
 */
record FixedLivehookApps(Map<String, LivehookApp> byId) implements LivehookApps {

	@Override
	public @Nullable LivehookApp findBySdkAppId(String sdkAppId) {
		return this.byId.get(sdkAppId);
	}

	@Override
	public Collection<LivehookApp> findAll() {
		return this.byId.values();
	}

}
