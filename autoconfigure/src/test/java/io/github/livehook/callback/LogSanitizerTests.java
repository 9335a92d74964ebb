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
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LogSanitizer}.
 */
class LogSanitizerTests {

	@ParameterizedTest
	@ValueSource(strings = { "", " ~", "Live.CallbackAfterStartBattle", "直播 é 🎤" })
	void whenAllIsPrintableThenItIsTheSame(String text) {
		assertThat(LogSanitizer.sanitize(text, 100)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\nb", "a\rb", "a\u0000b", "a\u007fb", "a\u0085b", "a\u2028b", "a\u202eb" })
	void whenItCouldForgeALineThenThatIsReplaced(String text) {
		assertThat(LogSanitizer.sanitize(text, 100)).isEqualTo("a?b");
	}

	@Test
	void whenItIsTooLongThenItIsCut() {
		assertThat(LogSanitizer.sanitize("abcd", 4)).isEqualTo("abcd");
		assertThat(LogSanitizer.sanitize("abcde", 4)).isEqualTo("abcd...");
	}

}
