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

package io.github.livehook.benchmarks.processor;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.livehook.benchmarks.callback.BattleBody;
import io.github.livehook.web.CallbackProcessor;

/**
 * The processor alone, from the query and the bytes to the answer.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProcessorBenchmark {

	/**
	 * Value of {@link #remembered} for the default settings.
	 */
	public static final String DEFAULT = "default";

	private static final int OK = 200;

	/**
	 * How many handlers of other commands there are.
	 */
	@Param("1")
	public int handlers;

	/**
	 * How many apps there are.
	 */
	@Param("1")
	public int apps;

	/**
	 * The size of the body.
	 */
	@Param("400")
	public int bodySize;

	/**
	 * How many repeats are remembered.
	 */
	@Param(DEFAULT)
	public String remembered = DEFAULT;

	private @Nullable ConfigurableApplicationContext application;

	private @Nullable CallbackProcessor processor;

	private @Nullable InMemoryExchange exchange;

	/**
	 * Start the application, and let it remember what it is to remember.
	 */
	@Setup
	public void start() {
		boolean standard = this.remembered.equals(DEFAULT);
		int count = standard ? 0 : Integer.parseInt(this.remembered);
		this.application = ProcessorApplication.start(this.handlers, this.apps, standard ? List.of() : remember(count));
		this.processor = this.application.getBean(CallbackProcessor.class);
		this.exchange = new InMemoryExchange(BattleBody.ofSize(this.bodySize));
		for (int i = 0; i < count; i++) {
			process();
		}
	}

	private static List<String> remember(int count) {
		return (count > 0) ? List.of("livehook.deduplication.window=1d", "livehook.deduplication.max-entries=" + count)
				: List.of("livehook.deduplication.window=0");
	}

	/**
	 * Stop the application.
	 */
	@TearDown
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	/**
	 * Process a callback.
	 * @return the status of the answer
	 */
	@Benchmark
	public int process() {
		CallbackProcessor processor = this.processor;
		InMemoryExchange exchange = this.exchange;
		if (processor == null || exchange == null) {
			throw new IllegalStateException("The application has not been started");
		}
		exchange.renew();
		processor.process(exchange);
		if (exchange.status() != OK) {
			throw new IllegalStateException("The answer is HTTP " + exchange.status());
		}
		return exchange.status();
	}

}
