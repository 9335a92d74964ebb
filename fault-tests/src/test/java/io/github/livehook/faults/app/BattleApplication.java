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
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * The application that the faults are injected into. It runs in a process of its own.
 */
@SpringBootApplication
public class BattleApplication {

	private final Path directory;

	BattleApplication(@Value("${faults.directory}") Path directory) {
		this.directory = directory;
	}

	public static void main(String[] args) {
		ParentProcess.endWithIt();
		SpringApplication.run(BattleApplication.class, args);
	}

	@EventListener
	void ready(ApplicationReadyEvent event) throws IOException {
		WebServerApplicationContext context = (WebServerApplicationContext) event.getApplicationContext();
		Files.writeString(this.directory.resolve("port-" + ProcessHandle.current().pid()),
				context.getWebServer().getPort() + "\n");
	}

}
