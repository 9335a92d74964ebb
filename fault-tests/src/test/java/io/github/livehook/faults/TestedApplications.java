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

package io.github.livehook.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import org.springframework.util.FileSystemUtils;

/**
 * The applications of one test, one or more nodes on one store, with the files by which
 * they are steered and through which they tell what they do. They are killed after the
 * test. What they logged is kept, and its end becomes part of a failure.
 */
final class TestedApplications implements BeforeEachCallback, AfterEachCallback, TestExecutionExceptionHandler {

	private static final int LAST_LINES = 60;

	private final Map<Path, TestedApplication> applications = new LinkedHashMap<>();

	private ExtensionContext context;

	private Path directory;

	private TestedStore store;

	@Override
	public void beforeEach(ExtensionContext context) throws IOException {
		this.context = context;
		this.directory = Path.of("target", "faults", context.getRequiredTestClass().getSimpleName(), name(context))
			.toAbsolutePath();
		FileSystemUtils.deleteRecursively(this.directory);
		Files.createDirectories(this.directory);
	}

	private static String name(ExtensionContext context) {
		String method = context.getRequiredTestMethod().getName();
		String display = context.getDisplayName();
		return display.startsWith(method) ? method : method + display.replaceAll("\\W+", "-");
	}

	/**
	 * Start a node on the store of this test.
	 * @param kind what the store is
	 * @param properties the properties of the application; what begins with {@code -X} is
	 * for its JVM
	 * @return the node, which takes callbacks
	 */
	TestedApplication start(StoreKind kind, String... properties) {
		TestedApplication application = create(kind, properties);
		application.start();
		return application;
	}

	/**
	 * Return a node that does not run yet.
	 */
	TestedApplication create(StoreKind kind, String... properties) {
		if (this.store == null) {
			this.store = switch (kind) {
				case H2 -> TestedDatabase.inFile(this.directory);
				case POSTGRESQL -> shared(TestedPostgres.class, TestedPostgres::new).createDatabase();
				case KAFKA -> shared(TestedKafka.class, TestedKafka::new).newTopics();
			};
		}
		return create(this.store, properties);
	}

	TestedApplication start(TestedStore store, String... properties) {
		TestedApplication application = create(store, properties);
		application.start();
		return application;
	}

	private TestedApplication create(TestedStore store, String... properties) {
		Path log = this.directory.resolve("node-" + (this.applications.size() + 1) + ".log");
		TestedApplication application = new TestedApplication(this.directory, log, store, List.of(properties));
		this.applications.put(log, application);
		return application;
	}

	/**
	 * Return the server that all tests share.
	 */
	private <T> T shared(Class<T> type, Supplier<T> server) {
		return this.context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(type, (key) -> server.get(), type);
	}

	/**
	 * Return where this test may have files.
	 */
	Path directory() {
		return this.directory;
	}

	/**
	 * Return the calls of the handlers of all nodes.
	 */
	HandlerCalls handlers() {
		return new HandlerCalls(this.directory);
	}

	/**
	 * Hold the calls of the handler {@code battles} that come to a point.
	 * @param point {@code before-handler}, {@code in-handler} or {@code after-handler}
	 */
	void hold(String point) {
		write("hold-" + point, "");
	}

	/**
	 * Let the calls go on that are held, and those that come.
	 */
	void release(String... points) {
		for (String point : points) {
			try {
				Files.delete(this.directory.resolve("hold-" + point));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	/**
	 * Let the handler {@code battles} succeed with what it fails with until then.
	 */
	void mend() {
		write("mended", "");
	}

	/**
	 * Set the clocks of all nodes with the profile {@code steered-clock}.
	 */
	void setClock(Duration offset) {
		write("clock", offset.toString());
	}

	private void write(String name, String text) {
		try {
			Path written = Files.writeString(this.directory.resolve(name + ".new"), text);
			Files.move(written, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
		for (Path log : this.applications.keySet()) {
			List<String> lines = new ArrayList<>(Files.readAllLines(log));
			List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
			failure.addSuppressed(new AssertionError("The end of " + log + ":\n" + String.join("\n", last)));
		}
		throw failure;
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.applications.values().forEach(TestedApplication::kill);
		this.applications.clear();
		this.store = null;
	}

}
