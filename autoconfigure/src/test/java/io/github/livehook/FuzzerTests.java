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

package io.github.livehook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ClassPathResource;

import io.github.livehook.codec.BodyFuzzer;
import io.github.livehook.handler.method.AnnotationFuzzer;
import io.github.livehook.verification.QueryFuzzer;
import io.github.livehook.verification.SignatureFuzzer;

/**
 * Runs each fuzzer on its seeds only. The profile {@code fuzz} goes on from there.
 */
class FuzzerTests {

	private static final Map<Class<?>, Fuzzer> FUZZERS = Map.of(QueryFuzzer.class, QueryFuzzer::fuzzerTestOneInput,
			SignatureFuzzer.class, SignatureFuzzer::fuzzerTestOneInput, BodyFuzzer.class,
			BodyFuzzer::fuzzerTestOneInput, AnnotationFuzzer.class, AnnotationFuzzer::fuzzerTestOneInput);

	@ParameterizedTest
	@MethodSource("seeds")
	void whenFuzzerRunsOnSeedThenItFindsNothing(Class<?> fuzzer, Path seed) throws Exception {
		FUZZERS.get(fuzzer).run(Files.readAllBytes(seed));
	}

	static Stream<Arguments> seeds() {
		Stream<Arguments> own = FUZZERS.keySet()
			.stream()
			.flatMap((fuzzer) -> files("fuzz/" + fuzzer.getName().substring("io.github.livehook.".length()))
				.map((seed) -> Arguments.of(fuzzer, seed)));
		return Stream.concat(own, files("samples").map((sample) -> Arguments.of(BodyFuzzer.class, sample)));
	}

	private static Stream<Path> files(String folder) {
		try (Stream<Path> files = Files.walk(new ClassPathResource(folder).getFile().toPath())) {
			return files.filter(Files::isRegularFile).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private interface Fuzzer {

		void run(byte[] input) throws Exception;

	}

}
