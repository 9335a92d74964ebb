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

package io.github.livehook.sample.browser;

import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Gives tests the {@link Browser}, skips them where none is installed, and holds each
 * page to having neither anything in its console nor a layout shift.
 */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Chromium.find().isPresent()) {
			return ConditionEvaluationResult.enabled("Found a browser");
		}
		// Maven shows no reason for what is skipped
		LogFactory.getLog(BrowserExtension.class).warn(Chromium.missing());
		return ConditionEvaluationResult.disabled(Chromium.missing());
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Browser.class;
	}

	@Override
	public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return browser(context);
	}

	private static Browser browser(ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.create(BrowserExtension.class))
			.computeIfAbsent(Browser.class, (key) -> Browser.start(), Browser.class);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		browser(context).reset();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Browser browser = browser(context);
		if (context.getExecutionException().isPresent()) {
			browser.picture("failed-" + context.getRequiredTestMethod().getName());
			return;
		}
		assertThat(browser.problems()).as("messages in the console").isEmpty();
		assertThat(browser.observed().shifts()).as("layout shifts").isEmpty();
	}

}
