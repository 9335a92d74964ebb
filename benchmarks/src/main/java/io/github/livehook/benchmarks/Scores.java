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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What every contender does with a battle, next to nothing, and tells on request.
 */
@RestController
class Scores {

	private final LongAdder opened = new LongAdder();

	private volatile Instant lastOpened = Instant.EPOCH;

	void open(@Nullable String battleId) {
		if (battleId != null) {
			this.lastOpened = Instant.now();
			this.opened.increment();
		}
	}

	@GetMapping("/handled")
	String handled() {
		return this.opened.toString();
	}

	@GetMapping("/last-handled")
	String lastHandled() {
		return String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, this.lastOpened));
	}

}
