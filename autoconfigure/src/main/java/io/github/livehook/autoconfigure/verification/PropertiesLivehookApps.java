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

package io.github.livehook.autoconfigure.verification;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookAppProperties;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.VerificationMode;

/**
 * Creates the apps of the properties, and stops the start-up where they are not safe.
 */
final class PropertiesLivehookApps {

	private final LivehookProperties properties;

	private final Map<String, String> prefixById = new LinkedHashMap<>();

	private final List<LivehookApp> apps = new ArrayList<>();

	PropertiesLivehookApps(LivehookProperties properties) {
		this.properties = properties;
	}

	LivehookApps create() {
		// A token alone is no app: it may be an environment variable for another one
		if (this.properties.getSdkAppId() != null || this.properties.getApps().isEmpty()) {
			add("livehook", this.properties);
		}
		this.properties.getApps().forEach((name, app) -> add("livehook.apps." + name, app));
		return LivehookApps.of(this.apps);
	}

	private void add(String prefix, LivehookAppProperties app) {
		String id = checkId(prefix, app.getSdkAppId());
		String other = this.prefixById.put(id, prefix);
		if (other != null) {
			throw new InvalidLivehookConfigurationException(
					"%s.sdk-app-id and %s.sdk-app-id are the same app, %s".formatted(other, prefix, id),
					"Name each app once; an app may have several tokens: %s.tokens".formatted(prefix));
		}
		this.apps.add(new LivehookApp(id, checkTokens(prefix, app)));
	}

	private static String checkId(String prefix, @Nullable String sdkAppId) {
		if (sdkAppId == null) {
			throw new InvalidLivehookConfigurationException(
					"%s.sdk-app-id is not set, so no callback could be accepted".formatted(prefix), """
							Add to your application.yml, with the SDKAppID of your app from Tencent's console:

							livehook:
							  sdk-app-id: 1400000000
							  token: ${LIVEHOOK_TOKEN}

							Or set livehook.enabled=false to run without the webhook endpoint.""");
		}
		if (!sdkAppId.strip().matches("[0-9]{1,20}")) {
			// Not shown: whoever mixes up the two properties has a token here
			throw new InvalidLivehookConfigurationException(
					"%s.sdk-app-id holds something that is not an SDKAppID".formatted(prefix),
					"Set it to the number that Tencent's console shows as the SDKAppID of your app, such as "
							+ "1400000000. A placeholder that is still there is a variable that is not set.");
		}
		return sdkAppId.strip();
	}

	private List<String> checkTokens(String prefix, LivehookAppProperties app) {
		List<String> all = new ArrayList<>();
		if (app.getToken() != null) {
			all.add(checkToken(prefix + ".token", app.getToken()));
		}
		List<String> tokens = app.getTokens();
		for (int i = 0; i < tokens.size(); i++) {
			all.add(checkToken("%s.tokens[%d]".formatted(prefix, i), tokens.get(i)));
		}
		if (all.isEmpty() && this.properties.getVerification() == VerificationMode.ENFORCE) {
			throw noToken(prefix);
		}
		return all.stream().distinct().toList();
	}

	private static String checkToken(String property, String token) {
		if (!LivehookApp.isUsable(token)) {
			throw new InvalidLivehookConfigurationException(
					token.isBlank() ? property + " is blank"
							: property + " holds a placeholder that was not resolved, a token that everybody can guess",
					"Set the environment variable or property that the placeholder names, or remove the line "
							+ "if the app has no such token.");
		}
		return token;
	}

	private static InvalidLivehookConfigurationException noToken(String prefix) {
		return new InvalidLivehookConfigurationException(
				"%s.token is not set, so no request could be verified".formatted(prefix), """
						Set the authentication token that Tencent's console or its REST API shows for this app:

						%s.token=${LIVEHOOK_TOKEN}

						If authentication is not switched on there yet, accept and report for the time being:

						livehook.verification=report""".formatted(prefix));
	}

}
