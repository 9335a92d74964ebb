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

package io.github.livehook.callback;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptPlatformTests {

	@ParameterizedTest
	@CsvSource({ "RESTAPI, RESTAPI", "rest_api, RESTAPI", "RestApi, RESTAPI", "REST_API, RESTAPI", "Web, Web",
			"web, Web", "WEB, Web", "Android, Android", "ANDROID, Android", "iOS, iOS", "iOs, iOS", "IOS, iOS",
			"ios, iOS", "iPad, iPad", "IPAD, iPad", "Windows, Windows", "windows, Windows", "Mac, Mac", "mac, Mac",
			"macOS, Mac", "MacOS, Mac", "MACOS, Mac", "Unknown, Unknown", "unknown, Unknown" })
	void whenPlatformIsKnownThenSpellingDoesNotMatter(String name, String value) {
		assertThat(OptPlatform.of(name)).isEqualTo(new OptPlatform(value)).hasToString(value);
	}

	@Test
	void whenPlatformIsKnownThenItIsTheConstant() {
		assertThat(OptPlatform.of("restapi")).isSameAs(OptPlatform.REST_API);
		assertThat(OptPlatform.of("WEB")).isSameAs(OptPlatform.WEB);
		assertThat(OptPlatform.of("android")).isSameAs(OptPlatform.ANDROID);
		assertThat(OptPlatform.of("IOS")).isSameAs(OptPlatform.IOS);
		assertThat(OptPlatform.of("ipad")).isSameAs(OptPlatform.IPAD);
		assertThat(OptPlatform.of("WINDOWS")).isSameAs(OptPlatform.WINDOWS);
		assertThat(OptPlatform.of("macos")).isSameAs(OptPlatform.MAC);
		assertThat(OptPlatform.of("UNKNOWN")).isSameAs(OptPlatform.UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "HarmonyOS", "Android TV", "", " ", "_", "linux", "i OS" })
	void whenPlatformIsNotKnownThenItKeepsItsText(String name) {
		assertThat(OptPlatform.of(name)).isEqualTo(new OptPlatform(name)).hasToString(name);
	}

	@Test
	void whenPlatformIsNotKnownThenItIsNotTheOneThatTencentDoesNotKnow() {
		assertThat(OptPlatform.of("HarmonyOS")).isNotEqualTo(OptPlatform.UNKNOWN);
	}

	@Test
	void whenValueIsNullThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new OptPlatform(null))
			.withMessage("'value' must not be null");
	}

}
