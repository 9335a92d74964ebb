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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.livehook.delivery.DeliveryResult.Status;

/**
 * What deliveries have told of their progress.
 *
 * @param timeLeft the time that a delivery has
 * @param acceptances how often it was accepted
 * @param failures how it will end
 */
public record TestProgress(Duration timeLeft, AtomicInteger acceptances,
		List<Status> failures) implements CallbackDelivery.Progress {

	public static TestProgress create() {
		return new TestProgress(Duration.ofSeconds(30), new AtomicInteger(), new CopyOnWriteArrayList<>());
	}

	public TestProgress within(Duration timeLeft) {
		return new TestProgress(timeLeft, this.acceptances, this.failures);
	}

	@Override
	public void accepted() {
		this.acceptances.incrementAndGet();
	}

	@Override
	public void failed(Status status) {
		this.failures.add(status);
	}

}
