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

package io.github.livehook.observation;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandlers;

/**
 * The commands that may become the value of a key: those of the catalogue and those that
 * handlers name. What a sender invents is {@value #OTHER}.
 */
final class KnownCommands {

	/**
	 * The value for every other command.
	 */
	static final String OTHER = "other";

	private final CommandCatalog catalog;

	private final CallbackHandlers handlers;

	private volatile @Nullable Map<String, String> names;

	KnownCommands(CommandCatalog catalog, CallbackHandlers handlers) {
		this.catalog = catalog;
		this.handlers = handlers;
	}

	/**
	 * Return the value for a command.
	 * @param command the command as it was sent
	 * @return its first spelling, or {@value #OTHER}
	 */
	String valueOf(String command) {
		Map<String, String> names = this.names;
		if (names == null) {
			names = names();
			this.names = names;
		}
		return names.getOrDefault(command, OTHER);
	}

	private Map<String, String> names() {
		Map<String, String> names = new HashMap<>();
		Stream.concat(this.handlers.handlers().stream(), this.handlers.decisionHandlers().stream())
			.flatMap((handler) -> handler.commands().stream())
			.forEach((command) -> names.put(command, command));
		for (CallbackCommand command : this.catalog.commands()) {
			command.names().forEach((name) -> names.put(name, command.name()));
		}
		return Map.copyOf(names);
	}

}
