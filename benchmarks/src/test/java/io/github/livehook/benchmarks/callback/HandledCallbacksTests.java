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

package io.github.livehook.benchmarks.callback;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandledCallbacks}.
 */
class HandledCallbacksTests {

	private static final Instant LATER = Instant.parse("2026-11-01T10:00:00.000123Z");

	private final HandledCallbacks handled = new HandledCallbacks(3, LATER, 2);

	@Test
	void whenWrittenThenRead() {
		assertThat(HandledCallbacks.parse(this.handled.toText())).isEqualTo(this.handled);
	}

	@Test
	void whenTwoOnOneDatabaseThenCallsAddUp() {
		HandledCallbacks other = new HandledCallbacks(4, LATER.minusSeconds(1), 1);
		assertThat(this.handled.with(other)).isEqualTo(new HandledCallbacks(7, LATER, 2));
		assertThat(other.with(this.handled)).isEqualTo(new HandledCallbacks(7, LATER, 2));
	}

}
