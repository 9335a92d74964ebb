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

import java.io.File;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.livehook.benchmarks.contender.Feature;

/**
 * The class path of this process, or a part of it.
 *
 * @param entries the JARs and folders
 */
record ClassPath(List<String> entries) {

	static ClassPath ofThisProcess() {
		return new ClassPath(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
	}

	/**
	 * Return what a contender needs.
	 * @param features the features that the contender has
	 * @return the class path without all other features
	 */
	ClassPath with(Set<Feature> features) {
		Set<Feature> others = EnumSet.allOf(Feature.class);
		others.removeAll(features);
		return new ClassPath(this.entries.stream()
			.filter((entry) -> others.stream().noneMatch((feature) -> feature.includes(entry.replace('\\', '/'))))
			.toList());
	}

	@Override
	public String toString() {
		return this.entries.stream().collect(Collectors.joining(File.pathSeparator));
	}

}
