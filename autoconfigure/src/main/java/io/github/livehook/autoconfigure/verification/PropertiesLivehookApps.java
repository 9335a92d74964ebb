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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

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

	private static final Logger logger = LoggerFactory.getLogger(PropertiesLivehookApps.class);

	private static final String FIRST = "livehook";

	private final LivehookProperties properties;

	private final WrittenProperties written;

	private final Map<String, String> prefixById = new LinkedHashMap<>();

	private final List<LivehookApp> apps = new ArrayList<>();

	private final List<String> withBlanks = new ArrayList<>();

	PropertiesLivehookApps(LivehookProperties properties, WrittenProperties written) {
		this.properties = properties;
		this.written = written;
	}

	LivehookApps create() {
		this.written.checkUnchanged();
		// A token alone is no app: it may be an environment variable for another one
		if (this.properties.getSdkAppId() != null || this.properties.getApps().isEmpty()) {
			add(FIRST, this.properties);
		}
		this.properties.getApps().forEach((name, app) -> add("livehook.apps." + name, app));
		if (!this.withBlanks.isEmpty()) {
			logger.warn("Blanks around the values of {} were removed", this.withBlanks);
		}
		return LivehookApps.of(this.apps);
	}

	private void add(String prefix, LivehookAppProperties properties) {
		String id = checkId(prefix, properties.getSdkAppId());
		LivehookApp app = new LivehookApp(id, checkTokens(prefix, properties));
		String other = this.prefixById.putIfAbsent(id, prefix);
		if (other == null) {
			this.apps.add(app);
		}
		else if (!isSameName(prefix, other) || !this.apps.contains(app)) {
			throw new InvalidLivehookConfigurationException(
					"%s.sdk-app-id and %s.sdk-app-id are the same app, %s".formatted(other, prefix, id),
					"Name each app once; an app may have several tokens: %s.tokens".formatted(prefix));
		}
	}

	// An app that a file names 'eu-west' is bound once more as 'euwest' if a variable
	// LIVEHOOK_APPS_EUWEST_TOKEN is set
	private static boolean isSameName(String prefix, String other) {
		return ConfigurationPropertyName.adapt(prefix, '.').equals(ConfigurationPropertyName.adapt(other, '.'));
	}

	private String checkId(String prefix, @Nullable String sdkAppId) {
		if (sdkAppId == null) {
			throw noId(prefix);
		}
		String id = LivehookApp.strip(sdkAppId);
		if (!id.matches("[0-9]{1,20}")) {
			// Not shown: whoever mixes up the two properties has a token here
			throw new InvalidLivehookConfigurationException(
					"%s.sdk-app-id holds something that is not an SDKAppID".formatted(prefix),
					"Set it to the number that Tencent's console shows as the SDKAppID of your app, such as "
							+ "1400000000. A placeholder that is still there is a variable that is not set.");
		}
		return id;
	}

	private InvalidLivehookConfigurationException noId(String prefix) {
		if (!prefix.equals(FIRST)) {
			return new InvalidLivehookConfigurationException(
					"%s.sdk-app-id is not set, but other properties of the app are: %s".formatted(prefix,
							String.join(", ", this.written.places(prefix))),
					"""
							Set it as well, or correct the name of the app. In an environment variable the name has \
							no dashes: LIVEHOOK_APPS_EUWEST_TOKEN is the token of livehook.apps.eu-west.""");
		}
		return new InvalidLivehookConfigurationException(
				"livehook.sdk-app-id is not set, so no callback could be accepted", """
						Add to your application.yml, with the SDKAppID of your app from Tencent's console:

						livehook:
						  sdk-app-id: 1400000000
						  token: "${LIVEHOOK_TOKEN}"

						Or set livehook.enabled=false to run without the webhook endpoint.""");
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

	private String checkToken(String property, String token) {
		String stripped = LivehookApp.strip(token);
		if (!LivehookApp.isUsable(stripped)) {
			throw new InvalidLivehookConfigurationException(
					stripped.isEmpty() ? property + " is blank"
							: property + " holds a placeholder that was not resolved, a token that everybody can guess",
					"Set the environment variable or property that the placeholder names, or remove the line "
							+ "if the app has no such token.");
		}
		if (!stripped.equals(token)) {
			this.withBlanks.add(property);
		}
		return stripped;
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
