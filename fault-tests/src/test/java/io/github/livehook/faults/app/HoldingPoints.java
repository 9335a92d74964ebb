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

package io.github.livehook.faults.app;

import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;

/**
 * Points at which a call is held as long as the tests have a file there.
 */
@Component
class HoldingPoints {

	private final Path directory;

	private final HandlerLog log;

	HoldingPoints(@Value("${faults.directory}") Path directory, HandlerLog log) {
		this.directory = directory;
		this.log = log;
	}

	void reach(String point, String handler, CallbackMetadata metadata) throws InterruptedException {
		Path hold = this.directory.resolve("hold-" + point);
		if (Files.exists(hold)) {
			this.log.held(point, handler, metadata);
			while (Files.exists(hold)) {
				Thread.sleep(5);
			}
		}
	}

}
