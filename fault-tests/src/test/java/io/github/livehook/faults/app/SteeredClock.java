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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * A clock that is wrong by as much as the tests have written into a file.
 */
@Component("livehookInstantSource")
@Profile("steered-clock")
class SteeredClock implements InstantSource {

	private final Path offset;

	SteeredClock(@Value("${faults.directory}") Path directory) {
		this.offset = directory.resolve("clock");
	}

	@Override
	public Instant instant() {
		try {
			return Instant.now().plus(Duration.parse(Files.readString(this.offset)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
