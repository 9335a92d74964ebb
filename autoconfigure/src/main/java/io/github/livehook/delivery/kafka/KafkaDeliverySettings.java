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

package io.github.livehook.delivery.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;

import io.github.livehook.delivery.DeadLetterLimits;
import io.github.livehook.delivery.Deduplication;
import io.github.livehook.delivery.RetryPolicy;

/**
 * The settings of a delivery.
 *
 * @param apps the supplier of the SDKAppIDs whose work to do; none for all
 * @param retryPolicy the retry policy
 * @param deduplication the settings of deduplication; the entries are divided among the
 * partitions
 * @param deadLetterLimits the limits of dead letters
 * @param maxConcurrency the maximum number of requests that are stored at the same time
 * @param workers the number of handlers that are called at the same time
 * @param virtualThreads whether they are called on virtual threads, which needs Java 21
 * @param window the number of callbacks of a partition that may be unfinished
 * @param maxWaiting the number of retries that wait in memory until no more callbacks are
 * begun with
 * @param shutdownTimeout the time that handlers have at shutdown until they are
 * interrupted
 * @since 0.1.0
 */
public record KafkaDeliverySettings(Supplier<? extends Collection<String>> apps, RetryPolicy retryPolicy,
		Deduplication deduplication, DeadLetterLimits deadLetterLimits, int maxConcurrency, int workers,
		boolean virtualThreads, int window, int maxWaiting, Duration shutdownTimeout) {

}
