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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Load as fast as it is answered, by {@code wrk}.
 */
final class Wrk {

	private static final Pattern RESULT = Pattern.compile("answers=(\\d+) failed=(\\d+) broken=(\\d+) micros=(\\d+)");

	private final Path script;

	Wrk(Path folder) {
		this.script = folder.resolve("callback.lua");
	}

	static boolean isInstalled() {
		try {
			// It tells its version, and ends as if that was a failure
			new ProcessBuilder("wrk", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectErrorStream(true)
				.start();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	Result run(int port, int connections, Duration duration, List<String> prefix) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of("wrk", "--threads=1", "--connections=" + connections,
				"--duration=" + duration.toSeconds() + "s", "--script=" + this.script,
				"http://127.0.0.1:" + port + BattleCallback.PATH));
		String output = Cores.run(command.toArray(new String[0]));
		Matcher matcher = RESULT.matcher(output);
		if (!matcher.find()) {
			throw new IOException("wrk has not told its result: " + output);
		}
		return new Result(Long.parseLong(matcher.group(1)),
				Long.parseLong(matcher.group(2)) + Long.parseLong(matcher.group(3)),
				Duration.ofNanos(1000 * Long.parseLong(matcher.group(4))));
	}

	record Result(long answers, long failures, Duration elapsed) {

		double rate() {
			return (this.answers - this.failures) * 1e9 / this.elapsed.toNanos();
		}

		double failedPercent() {
			return 100.0 * this.failures / this.answers;
		}

		Result checked() throws IOException {
			if (this.answers == 0 || this.failures * 1000 > this.answers) {
				throw new IOException(
						"%d of %d callbacks were not answered with 200".formatted(this.failures, this.answers));
			}
			return this;
		}

	}

}
