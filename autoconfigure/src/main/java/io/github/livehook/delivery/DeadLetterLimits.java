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

import org.jspecify.annotations.Nullable;

/**
 * The limits of what is kept as dead letters.
 *
 * @param maxAge the age at which they are removed, {@code null} if they are kept for ever
 * @param maxCount the number of those that are kept, the latest, {@code null} for all
 * @param maxUnreadablePerRequest the number of those that a handler gets of the events of
 * one request whose bodies do not fit; more are not kept
 * @since 0.1.0
 */
public record DeadLetterLimits(@Nullable Duration maxAge, @Nullable Long maxCount, int maxUnreadablePerRequest) {

}
