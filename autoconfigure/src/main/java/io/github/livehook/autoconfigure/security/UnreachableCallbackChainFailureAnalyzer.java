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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.UnreachableFilterChainException;

import io.github.livehook.security.CallbackSecurity;

/**
 * Analyzer for a {@link SecurityFilterChain} of the application that takes every request
 * before that of the endpoint.
 */
final class UnreachableCallbackChainFailureAnalyzer extends AbstractFailureAnalyzer<UnreachableFilterChainException> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnreachableFilterChainException cause) {
		if (!CallbackSecurity.isForCallbacks(cause.getUnreachableFilterChain())) {
			return null;
		}
		return new FailureAnalysis(
				"A SecurityFilterChain of the application matches every request and comes before that of Livehook, so "
						+ "callbacks would be refused: " + cause.getFilterChain(),
				EarlierFilterChains.ACTION, cause);
	}

}
