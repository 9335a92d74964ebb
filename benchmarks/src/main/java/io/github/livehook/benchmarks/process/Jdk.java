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

package io.github.livehook.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDK that contenders run on.
 *
 * @param home its folder
 */
public record Jdk(Path home) {

	private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"((\\d+)[^\"]*)\"");

	private static final int WITH_VIRTUAL_THREADS = 21;

	private static final int WITH_AOT_CACHE = 25;

	/**
	 * Return the JDK that this process runs on.
	 * @return the JDK
	 */
	public static Jdk ofThisProcess() {
		return new Jdk(Path.of(System.getProperty("java.home")));
	}

	/**
	 * Return the version.
	 * @return the version, such as {@code 17.0.15}
	 */
	public String version() {
		return release().group(1);
	}

	/**
	 * Return the first number of the version.
	 * @return the number, such as 17
	 */
	public int feature() {
		return Integer.parseInt(release().group(2));
	}

	private Matcher release() {
		try {
			Matcher matcher = VERSION.matcher(Files.readString(this.home.resolve("release")));
			if (!matcher.find()) {
				throw new IllegalArgumentException(this.home + " does not say which JDK it is");
			}
			return matcher;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.home + " is not the folder of a JDK", ex);
		}
	}

	/**
	 * Return whether there are virtual threads.
	 * @return whether there are
	 */
	public boolean hasVirtualThreads() {
		return feature() >= WITH_VIRTUAL_THREADS;
	}

	/**
	 * Return whether there is the AOT cache.
	 * @return whether there is
	 */
	public boolean hasAotCache() {
		return feature() >= WITH_AOT_CACHE;
	}

	String tool(String name) {
		return this.home.resolve("bin").resolve(name).toString();
	}

}
