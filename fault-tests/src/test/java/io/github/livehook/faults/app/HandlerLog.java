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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;

/**
 * The log that the tests read, a line at a time, in a file to which several processes may
 * append.
 */
@Component
class HandlerLog {

	// Neither a channel, which an interrupt would close, nor a buffer, which a kill would
	// lose
	private final FileOutputStream file;

	HandlerLog(@Value("${faults.directory}") Path directory) throws IOException {
		this.file = new FileOutputStream(directory.resolve("handlers.log").toFile(), true);
	}

	void started(String handler, String method, String battleId, CallbackMetadata metadata) {
		append("started", handler, method, battleId, metadata.attempt());
	}

	void ended(String handler, String method, String battleId, CallbackMetadata metadata) {
		append("ended", handler, method, battleId, metadata.attempt());
	}

	void held(String point, String handler, CallbackMetadata metadata) {
		append("held", handler, point, "-", metadata.attempt());
	}

	private void append(String what, String handler, String method, String battleId, int attempt) {
		String line = String.join(" ", what, handler, method, battleId, String.valueOf(attempt),
				String.valueOf(ProcessHandle.current().pid()));
		try {
			this.file.write((line + "\n").getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
