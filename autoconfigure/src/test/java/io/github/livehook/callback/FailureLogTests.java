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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FailureLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	private static final Logger logger = LoggerFactory.getLogger(FailureLogTests.class);

	private final AtomicLong nanos = new AtomicLong();

	private final FailureLog failures = new FailureLog(this.nanos::get);

	@Test
	void whenFailureIsTheFirstThenItHasItsStackTrace(CapturedOutput output) {
		this.failures.log(logger, "Battles.started failed", new IllegalStateException("one", new IOException("cause")));
		assertThat(errors(output)).singleElement().asString().endsWith("Battles.started failed");
		assertThat(output).contains("java.lang.IllegalStateException: one", "Caused by: java.io.IOException: cause",
				"\tat " + getClass().getName());
	}

	@Test
	void whenCallbackHasRequestIdThenItIsNamedAndMakesNoFurtherLines(CapturedOutput output) {
		IntStream.rangeClosed(1, 200)
			.forEach((i) -> this.failures.log(logger, "Battles.started failed", i + "\r\nforged",
					new IllegalStateException("odd")));
		assertThat(errors(output)).hasSize(11)
			.first()
			.asString()
			.endsWith("Battles.started failed (RequestID 1??forged)");
		assertThat(output).contains("Battles.started failed (RequestID 100??forged) (100 times within a minute): ");
	}

	@Test
	void whenFailuresAreManyThenTheyAreCounted(CapturedOutput output) {
		IntStream.rangeClosed(1, 3000)
			.forEach((i) -> this.failures.log(logger, "Battles.started failed",
					new IllegalStateException("battle " + i)));
		assertThat(errors(output)).hasSize(12)
			.anyMatch((line) -> line.endsWith(
					"Battles.started failed (2 times within a minute): java.lang.IllegalStateException: battle 2"))
			.last()
			.asString()
			.endsWith(
					"Battles.started failed (1000 times within a minute): java.lang.IllegalStateException: battle 1000");
		assertThat(traces(output)).isOne();
		assertThat(output.toString()).hasSizeLessThan(20_000);
	}

	@Test
	void whenAMinuteHasPassedThenThereIsAnotherStackTrace(CapturedOutput output) {
		for (int second = 0; second < 120; second++) {
			this.failures.log(logger, "Battles.started failed", new IllegalStateException());
			this.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
		}
		assertThat(traces(output)).isEqualTo(2);
	}

	@Test
	void whenSourceOrTypeIsAnotherThenItHasItsOwnStackTrace(CapturedOutput output) {
		for (String failure : List.of("Battles.started failed", "Battles.ended failed")) {
			for (int i = 0; i < 100; i++) {
				this.failures.log(logger, failure, new IllegalStateException("private"));
				this.failures.log(logger, failure, new IllegalArgumentException("private"));
			}
		}
		assertThat(traces(output)).isEqualTo(4);
	}

	@Test
	void whenMessagesHoldLineBreaksThenNoLineIsForged(CapturedOutput output) {
		for (int i = 0; i < 3; i++) {
			this.failures.log(logger, "Battles.started failed",
					new IllegalStateException("a\r\nforged", new IOException("b\u2028forged")));
		}
		assertThat(output).contains("java.lang.IllegalStateException: a??forged", "java.io.IOException: b?forged")
			.contains("\tat " + getClass().getName());
		assertThat(output.toString().lines()).noneMatch((line) -> line.startsWith("forged"));
	}

	private static List<String> errors(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains(" ERROR ")).toList();
	}

	private static long traces(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.startsWith("java.lang.")).count();
	}

}
