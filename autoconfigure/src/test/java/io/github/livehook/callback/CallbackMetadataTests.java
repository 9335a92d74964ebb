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

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallbackMetadataTests {

	private static final Instant NOW = Instant.ofEpochSecond(1739954005);

	private final CallbackMetadata metadata = new CallbackMetadata("1400000000", "Test.Query", "json", "192.0.2.1",
			OptPlatform.IOS, NOW.minusSeconds(1), NOW, NOW.plusSeconds(1), "id", null, 3);

	@Test
	void whenCommandIsReplacedThenAllElseStays() {
		assertThat(this.metadata.withCommand("Test.Body")).isEqualTo(new CallbackMetadata("1400000000", "Test.Body",
				"json", "192.0.2.1", OptPlatform.IOS, NOW.minusSeconds(1), NOW, NOW.plusSeconds(1), "id", null, 3));
		assertThat(this.metadata.command()).isEqualTo("Test.Query");
	}

	@Test
	void whenCallbackIdIsReplacedThenAllElseStays() {
		assertThat(this.metadata.withCallbackId("other")).isEqualTo(new CallbackMetadata("1400000000", "Test.Query",
				"json", "192.0.2.1", OptPlatform.IOS, NOW.minusSeconds(1), NOW, NOW.plusSeconds(1), "other", null, 3));
		assertThat(this.metadata.callbackId()).isEqualTo("id");
	}

	@Test
	void whenCallbackIdIsTakenAwayThenThereIsNone() {
		assertThat(this.metadata.withCallbackId(null).callbackId()).isNull();
	}

}
