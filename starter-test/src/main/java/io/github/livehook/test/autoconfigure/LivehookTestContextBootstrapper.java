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

package io.github.livehook.test.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.test.context.TestContextBootstrapper;
import org.springframework.test.context.web.WebMergedContextConfiguration;

/**
 * {@link TestContextBootstrapper} for {@link LivehookTest @LivehookTest}.
 */
class LivehookTestContextBootstrapper extends TestSliceTestContextBootstrapper<LivehookTest> {

	private static final List<String> PRESET = List.of("livehook.enabled=true",
			"livehook.sdk-app-id=" + LivehookTest.SDK_APP_ID, "livehook.token=" + LivehookTest.TOKEN,
			"livehook.tokens=", "livehook.allowed-addresses=", "livehook.verification=enforce",
			"livehook.response-timeout=1900ms", "livehook.deduplication.window=0", "livehook.delivery.mode=memory");

	@Override
	protected MergedContextConfiguration processMergedContextConfiguration(MergedContextConfiguration mergedConfig) {
		return new WebMergedContextConfiguration(super.processMergedContextConfiguration(mergedConfig),
				determineResourceBasePath(mergedConfig));
	}

	@Override
	protected String[] getProperties(Class<?> testClass) {
		List<String> properties = new ArrayList<>(PRESET);
		String[] ofTest = super.getProperties(testClass);
		if (ofTest != null) {
			properties.addAll(List.of(ofTest));
		}
		return properties.toArray(new String[0]);
	}

}
