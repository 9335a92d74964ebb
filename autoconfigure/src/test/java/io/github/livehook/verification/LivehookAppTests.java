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

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LivehookAppTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "\u00a0", "\ufeff\r\n", "${LIVEHOOK_TOKEN}", "x${" })
	void whenIdOrTokenIsNotUsableThenThereIsNoApp(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> new LivehookApp(text, List.of("token")))
			.withMessage("'sdkAppId' must not be blank or hold an unresolved placeholder");
		assertThatIllegalArgumentException().isThrownBy(() -> new LivehookApp("1", List.of("token", text)))
			.withMessage("'tokens' must not be blank or hold an unresolved placeholder");
	}

	@ParameterizedTest
	@ValueSource(strings = { " %s", "%s ", "%s\n", "%s\r\n", "\t%s\t", "\ufeff%s", "\u00a0%s\u00a0", "%s\u3000",
			"\u200b%s", "%s\0", "  \n%s\n\n" })
	void whenThereAreBlanksAroundIdOrTokensThenTheyAreRemoved(String text) {
		assertThat(new LivehookApp(text.formatted("1"), List.of("a", text.formatted("b c"))))
			.isEqualTo(new LivehookApp("1", List.of("a", "b c")));
	}

	@Test
	void whenPrintedThenTokensAreNotThere() {
		LivehookApp app = new LivehookApp("1400000000", List.of("secret"));
		assertThat(app).hasToString("LivehookApp[sdkAppId=1400000000, tokens=1]");
		assertThat(LivehookApps.of(List.of(app)).toString()).doesNotContain("secret");
	}

	@Test
	void whenAppIsThereTwiceThenAppsAreNotCreated() {
		LivehookApp app = new LivehookApp("1", List.of());
		assertThatIllegalArgumentException().isThrownBy(() -> LivehookApps.of(List.of(app, app)))
			.withMessage("The app 1 is there twice");
	}

	@Test
	void whenAppsAreOfApplicationThenTheyNeedNotBeListed() {
		LivehookApps apps = (id) -> new LivehookApp(id, List.of());
		assertThat(apps.findAll()).isEmpty();
	}

	@Test
	void whenQueryIsParsedThenNamesAreFoundWhateverTheirCase() {
		InboundRequest request = new InboundRequest(Instant.EPOCH, "A=1&a=%E4%BD%A0+x&&=&b&c=%zz&d=%", null,
				(name) -> null);
		assertThat(request.parameters("a")).containsExactly("1", "\u4f60 x");
		assertThat(request.parameter("B")).isEmpty();
		assertThat(request.parameter("c")).isEqualTo("%zz");
		assertThat(request.parameter("d")).isEqualTo("%");
		assertThat(request.parameter("e")).isNull();
		assertThat(new InboundRequest(Instant.EPOCH, null, null, (name) -> null).parameter("a")).isNull();
	}

	@Test
	void whenNoBodyIsAnnouncedThenItSaysSo() {
		assertThat(request(Map.<String, String>of()).announcesNoBody()).isTrue();
		assertThat(request(Map.of("Content-Length", "0")).announcesNoBody()).isTrue();
		assertThat(request(Map.of("Content-Length", "1")).announcesNoBody()).isFalse();
		assertThat(request(Map.of("Transfer-Encoding", "chunked")).announcesNoBody()).isFalse();
	}

	private static InboundRequest request(Map<String, String> headers) {
		return new InboundRequest(Instant.EPOCH, "", null, headers::get);
	}

}
