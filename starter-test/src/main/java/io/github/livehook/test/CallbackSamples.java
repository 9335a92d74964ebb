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

package io.github.livehook.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.Assert;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;

/**
 * The bodies that Tencent documents, by the names of their commands. Where the
 * documentation shows several bodies of one command, the further ones have a number at
 * the end of their names, such as {@code Live.CallbackAfterCreateRoom.2}.
 *
 * @since 0.1.0
 */
public final class CallbackSamples {

	private static final String FOLDER = "io/github/livehook/test/samples/";

	private static final String SUFFIX = ".json";

	private static final List<String> NAMES = findNames();

	private CallbackSamples() {
	}

	/**
	 * Return the names of the samples.
	 * @return the names, sorted
	 */
	public static List<String> names() {
		return NAMES;
	}

	/**
	 * Return a sample.
	 * @param name the name, such as {@code Live.CallbackAfterStartBattle}
	 * @return the body, JSON
	 * @throws IllegalArgumentException if there is no sample of this name
	 */
	public static String read(String name) {
		Assert.isTrue(NAMES.contains(name),
				() -> "There is no sample named '" + name + "'. Write one of " + String.join(", ", NAMES)
						+ "; for another command, write CallbackRequest.raw(\"{...}\").command(\"" + name + "\")");
		try (InputStream input = new ClassPathResource(FOLDER + name + SUFFIX, CallbackSamples.class.getClassLoader())
			.getInputStream()) {
			return new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the sample of an event.
	 * @param eventType the record of a command
	 * @return the body, JSON
	 * @throws IllegalArgumentException if Livehook reads no command into this type
	 */
	public static String read(Class<? extends CallbackPayload> eventType) {
		return read(commandOf(eventType));
	}

	static String commandOf(Class<? extends CallbackPayload> eventType) {
		CallbackCommand command = CommandCatalog.standard().findByPayloadType(eventType);
		Assert.notNull(command,
				() -> eventType.getName() + " is not the record of a command that Livehook knows. Write the name of "
						+ "a sample, one of CallbackSamples.names(), or CallbackRequest.raw(\"{...}\")"
						+ ".command(\"...\")");
		return command.name();
	}

	private static List<String> findNames() {
		try {
			return Arrays
				.stream(new PathMatchingResourcePatternResolver(CallbackSamples.class.getClassLoader())
					.getResources("classpath*:" + FOLDER + "*" + SUFFIX))
				.map((resource) -> String.valueOf(resource.getFilename()))
				.map((file) -> file.substring(0, file.length() - SUFFIX.length()))
				.distinct()
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
