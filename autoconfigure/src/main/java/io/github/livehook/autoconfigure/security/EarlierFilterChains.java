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

package io.github.livehook.autoconfigure.security;

import java.util.function.Predicate;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.security.web.SecurityFilterChain;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.security.CallbackSecurity;

/**
 * Finds filter chains that come before that of the endpoint and take its callbacks, those
 * that Spring Security itself does not know to match every request included.
 */
final class EarlierFilterChains implements SmartInitializingSingleton {

	static final String ACTION = "Give that chain an @Order after " + LivehookSecurityAutoConfiguration.ORDER
			+ ", or none, or limit it with securityMatcher(...). Or set livehook.security.enabled=false, and "
			+ "permit POST on the path of the endpoint and switch CSRF protection off for it in a chain of your own.";

	private final ObjectProvider<SecurityFilterChain> chains;

	private final String path;

	EarlierFilterChains(ObjectProvider<SecurityFilterChain> chains, String path) {
		this.chains = chains;
		this.path = path;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.chains.orderedStream()
			.takeWhile(Predicate.not(CallbackSecurity::isForCallbacks))
			.filter((chain) -> CallbackSecurity.takesCallbacks(chain, this.path))
			.findFirst()
			.ifPresent(this::fail);
	}

	private void fail(SecurityFilterChain chain) {
		throw new InvalidLivehookConfigurationException("A SecurityFilterChain of the application takes POST "
				+ this.path + " and comes before that of Livehook, so callbacks would not reach it: " + chain, ACTION);
	}

}
