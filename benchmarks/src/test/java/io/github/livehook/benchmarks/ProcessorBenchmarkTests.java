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

package io.github.livehook.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProcessorBenchmark}.
 */
class ProcessorBenchmarkTests {

	@Test
	void whenProcessedThenHandlerIsCalledForEach() {
		ProcessorBenchmark benchmark = new ProcessorBenchmark();
		benchmark.handlers = 100;
		benchmark.apps = 100;
		benchmark.bodySize = 400;
		benchmark.remembered = 10;
		benchmark.start();
		try {
			benchmark.process();
			assertThat(benchmark.handled()).isEqualTo(11);
			assertThat(benchmark.jackson()).hasFieldOrProperty("battleId");
		}
		finally {
			benchmark.stop();
		}
	}

}
