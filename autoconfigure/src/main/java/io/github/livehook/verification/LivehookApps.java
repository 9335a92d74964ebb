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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Strategy to find the apps whose callbacks are accepted. It is called for each request,
 * so that tokens can come from a store that rotates them; an implementation that calls a
 * remote store should cache.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LivehookApps {

	/**
	 * Return an app.
	 * @param sdkAppId the id that the request names; not yet trusted
	 * @return the app, or {@code null} if callbacks of this app are not accepted
	 */
	@Nullable LivehookApp findBySdkAppId(String sdkAppId);

	/**
	 * Return all apps, where they can be listed. Livehook logs their ids at start-up, and
	 * verifies the console's URL check, which may name no app, against their tokens. With
	 * durable delivery, only callbacks of these apps are handled: list all or none.
	 * @return the apps, empty if they cannot be listed
	 */
	default Collection<LivehookApp> findAll() {
		return List.of();
	}

	/**
	 * Create a fixed set of apps.
	 * @param apps the apps
	 * @return the set
	 * @throws IllegalArgumentException if two apps have the same id
	 */
	static LivehookApps of(Collection<LivehookApp> apps) {
		Map<String, LivehookApp> byId = new LinkedHashMap<>();
		for (LivehookApp app : apps) {
			Assert.isNull(byId.put(app.sdkAppId(), app), () -> "The app " + app.sdkAppId() + " is there twice");
		}
		return new LivehookApps() {

			@Override
			public @Nullable LivehookApp findBySdkAppId(String sdkAppId) {
				return byId.get(sdkAppId);
			}

			@Override
			public Collection<LivehookApp> findAll() {
				return Collections.unmodifiableCollection(byId.values());
			}

		};
	}

}
