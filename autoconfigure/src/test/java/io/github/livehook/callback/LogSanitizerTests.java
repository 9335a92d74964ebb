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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

	@Test
	void whenExceptionIsPrintableThenItIsTheSame() {
		Exception error = new IllegalStateException("直播", new IOException(new Exception()));
		error.addSuppressed(new IOException("suppressed"));
		assertThat(LogSanitizer.sanitize(error)).isSameAs(error);
	}

	@ParameterizedTest
	@MethodSource("forgeries")
	void whenExceptionCouldForgeALineThenItIsPrintedWithout(Throwable error) {
		assertThat(printed(error)).containsPattern("(?m)^forged");
		String printed = printed(LogSanitizer.sanitize(error));
		assertThat(printed).contains("a?forged", "\tat " + LogSanitizerTests.class.getName())
			.contains(error.getClass().getName())
			.doesNotContainPattern("(?m)^forged");
	}

	static Stream<Throwable> forgeries() {
		Exception forged = new IOException("a\nforged");
		Exception suppressing = new IllegalStateException("suppressing");
		suppressing.addSuppressed(new IllegalStateException("cause", forged));
		return Stream.of(forged, new StackOverflowError("a\rforged"), new IllegalStateException("b", forged),
				new IllegalStateException(forged), suppressing, new IllegalStateException("c", suppressing));
	}

	@Test
	void whenExceptionHasItsOwnTextThenThatForgesNoLineEither() {
		Exception error = new Exception("message") {

			@Override
			public String toString() {
				return "a\nforged";
			}

		};
		assertThat(printed(LogSanitizer.sanitize(error))).contains("message").doesNotContain("forged");
	}

	@Test
	void whenMessageIsLongThenItIsCut() {
		assertThat(printed(LogSanitizer.sanitize(new IOException("x".repeat(100_000))))).hasSizeLessThan(20_000);
	}

	@Test
	void whenCausesHaveNoEndThenSomeAreKept() {
		Exception error = new Exception("a\nforged");
		for (int i = 0; i < 1000; i++) {
			error = new Exception("cause of " + i, error);
		}
		String printed = printed(LogSanitizer.sanitize(error));
		assertThat(printed).contains("cause of 999", "cause of 990").doesNotContain("cause of 900", "forged");
	}

	@Test
	void whenExceptionsCauseOneAnotherThenThereIsAnEnd() {
		Exception one = new Exception("a\nforged");
		Exception other = new Exception("other", one);
		one.initCause(other);
		assertThat(printed(LogSanitizer.sanitize(one))).contains("a?forged", "other").doesNotContain("\nforged");
		assertThat(printed(LogSanitizer.sanitize(other))).contains("a?forged", "other").doesNotContain("\nforged");
	}

	private static String printed(Throwable error) {
		StringWriter printed = new StringWriter();
		error.printStackTrace(new PrintWriter(printed));
		return printed.toString();
	}

}
