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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;

/**
 * How a handler behaves, which the id of the battle says, as in {@code exits-1}.
 */
@Component
class Conduct {

	private final HoldingPoints points;

	private final Path directory;

	private final JdbcClient jdbc;

	Conduct(HoldingPoints points, @Value("${faults.directory}") Path directory, JdbcClient jdbc) {
		this.points = points;
		this.directory = directory;
		this.jdbc = jdbc;
	}

	void of(String battleId, CallbackMetadata metadata) throws Exception {
		this.points.reach("in-handler", "battles", metadata);
		switch (battleId.substring(0, battleId.indexOf('-'))) {
			case "fails_at_first" -> failAtFirst(metadata);
			case "fails_until_mended" -> failUntilMended();
			case "waits" -> new CountDownLatch(1).await();
			case "restores_interrupt" -> restoreInterrupt();
			case "ignores_interrupts" -> ignoreInterrupts();
			case "writes" -> write();
			case "exits" -> System.exit(3);
			case "fills_the_heap" -> fillTheHeap();
			default -> {
			}
		}
	}

	private void failAtFirst(CallbackMetadata metadata) {
		if (metadata.attempt() == 1) {
			throw new IllegalStateException("The first attempt fails");
		}
	}

	private void failUntilMended() {
		if (!Files.exists(this.directory.resolve("mended"))) {
			throw new IllegalStateException("Nobody has mended it");
		}
	}

	private void restoreInterrupt() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		throw new IllegalStateException("Interrupted, and the thread knows it");
	}

	private void ignoreInterrupts() {
		while (true) {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				// As code does that was written in a hurry
			}
		}
	}

	/**
	 * Keeps writing to the database, so that an interrupt meets a statement.
	 */
	private void write() throws InterruptedException {
		this.jdbc.sql("create table if not exists noise (line varchar(4000))").update();
		while (!Thread.currentThread().isInterrupted()) {
			this.jdbc.sql("insert into noise values (?)").param("x".repeat(2000)).update();
		}
		throw new InterruptedException("Interrupted between two statements");
	}

	private void fillTheHeap() {
		List<byte[]> heap = new ArrayList<>();
		while (true) {
			heap.add(new byte[1024 * 1024]);
		}
	}

}
