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

package io.github.livehook.observation;

import java.util.concurrent.CompletableFuture;

import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ObservationThreadContextTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ObservationThreadContext context = new ObservationThreadContext(this.registry);

	private @Nullable Observation seen;

	@Test
	void whenThereIsACurrentObservationThenTaskHasItToo() {
		Observation request = Observation.start("request", this.registry);
		request.scoped(() -> CompletableFuture.runAsync(this.context.propagate(this::look)).join());
		request.stop();
		assertThat(this.seen).isSameAs(request);
	}

	@Test
	void whenTaskHasRunThenItsThreadHasNothingLeft() {
		Observation request = Observation.start("request", this.registry);
		Runnable task = request.scoped(() -> this.context.propagate(this::look));
		Runnable failing = request.scoped(() -> this.context.propagate(() -> {
			throw new IllegalStateException("failing as told");
		}));
		request.stop();
		CompletableFuture.runAsync(() -> {
			task.run();
			assertThat(this.registry.getCurrentObservationScope()).isNull();
			assertThatIllegalStateException().isThrownBy(failing::run);
			assertThat(this.registry.getCurrentObservationScope()).isNull();
		}).join();
	}

	@Test
	void whenThereIsNoneThenTaskIsTheSame() {
		Runnable task = this::look;
		assertThat(this.context.propagate(task)).isSameAs(task);
	}

	private void look() {
		this.seen = this.registry.getCurrentObservation();
	}

}
