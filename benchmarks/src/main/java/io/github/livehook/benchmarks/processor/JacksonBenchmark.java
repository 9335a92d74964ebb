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

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.benchmarks.callback.BattleBody;
import io.github.livehook.benchmarks.contender.Battle;

/**
 * Jackson alone, from the bytes to a record.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JacksonBenchmark {

	private final ObjectReader reader = JsonMapper.shared().readerFor(Battle.class);

	/**
	 * The size of the body.
	 */
	@Param("400")
	public int bodySize;

	private BattleBody body = BattleBody.ofSize(0);

	/**
	 * Make the body.
	 */
	@Setup
	public void prepare() {
		this.body = BattleBody.ofSize(this.bodySize);
	}

	/**
	 * Read a body.
	 * @return the record
	 */
	@Benchmark
	public Battle read() {
		this.body.renew();
		return this.reader.readValue(this.body.bytes());
	}

}
