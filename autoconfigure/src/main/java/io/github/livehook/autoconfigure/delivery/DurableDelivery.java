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

package io.github.livehook.autoconfigure.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;

import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;

/**
 * What the durable deliveries take from the application.
 */
final class DurableDelivery {

	private DurableDelivery() {
	}

	/**
	 * Return how long handlers may run on at shutdown. What is left of Spring's time is
	 * for those that are interrupted then.
	 * @param properties the properties of the lifecycle
	 * @return the time
	 */
	static Duration shutdownTimeout(LifecycleProperties properties) {
		Duration timeout = properties.getTimeoutPerShutdownPhase();
		return (timeout.compareTo(RetryPolicy.LONGEST) < 0) ? timeout.multipliedBy(9).dividedBy(10)
				: RetryPolicy.LONGEST;
	}

	/**
	 * Return the apps whose callbacks are handled.
	 * @param verifier the verifier of Livehook; one of the application accepts other apps
	 * as well
	 * @param apps the apps
	 * @return the supplier of their SDKAppIDs, none for all
	 */
	static Supplier<List<String>> sdkAppIds(ObjectProvider<RequestVerifier> verifier,
			ObjectProvider<LivehookApps> apps) {
		LivehookApps accepted = (verifier.getIfAvailable() != null) ? apps.getIfAvailable() : null;
		return () -> sdkAppIds(accepted);
	}

	private static List<String> sdkAppIds(@Nullable LivehookApps accepted) {
		return (accepted != null) ? accepted.findAll().stream().map(LivehookApp::sdkAppId).toList() : List.of();
	}

}
