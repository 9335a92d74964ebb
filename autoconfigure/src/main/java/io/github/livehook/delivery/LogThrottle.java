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

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;

/**
 * Lets one line through for each key and interval, and no more than {@value #MAX_KEYS}
 * lines for an interval in all, so that invented keys cannot flood the log.
 */
final class LogThrottle {

	private static final int MAX_KEYS = 1000;

	private final Cache<Object, Boolean> seen;

	LogThrottle(Duration interval, Ticker ticker) {
		this.seen = Caffeine.newBuilder().expireAfterWrite(interval).ticker(ticker).executor(Runnable::run).build();
	}

	boolean admits(Object key) {
		if (this.seen.estimatedSize() >= MAX_KEYS) {
			this.seen.cleanUp();
			if (this.seen.estimatedSize() >= MAX_KEYS) {
				return false;
			}
		}
		return this.seen.asMap().putIfAbsent(key, Boolean.TRUE) == null;
	}

}
