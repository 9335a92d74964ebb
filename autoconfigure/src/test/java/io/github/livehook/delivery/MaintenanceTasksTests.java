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

package io.github.livehook.delivery;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MaintenanceTasks}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MaintenanceTasksTests {

	private final MaintenanceTasks tasks = new MaintenanceTasks();

	@Test
	void whenATaskFailsInAnyWayThenItIsDoneAgainAndThatIsSaidOnce(CapturedOutput output) throws InterruptedException {
		AtomicInteger runs = new AtomicInteger();
		this.tasks.every("do it", Duration.ofMillis(1), () -> {
			if (runs.incrementAndGet() <= 3) {
				throw new OutOfMemoryError("failing as told");
			}
		});
		Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> runs.get() > 4);
		CountDownLatch end = new CountDownLatch(1);
		this.tasks.end(end::countDown);
		assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(output).containsOnlyOnce("Livehook could not do it, and will try again until it can")
			.containsOnlyOnce("Livehook can do it again");
	}

	@Test
	void whenTheLastIsDoneThenTheOthersGoOnUntilItEnds() throws InterruptedException {
		AtomicInteger runs = new AtomicInteger();
		this.tasks.every("do it", Duration.ofMillis(1), runs::incrementAndGet);
		CountDownLatch end = new CountDownLatch(1);
		this.tasks.end(() -> {
			int before = runs.get();
			Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> runs.get() > before + 1);
			end.countDown();
		});
		assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
	}

}
