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
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.springframework.util.function.SingletonSupplier;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandlers;

/**
 * The commands that may be values of a key: those of the catalogue and those that
 * handlers name. Every other command is {@value #OTHER}, since senders may invent them.
 */
final class KnownCommands {

	/**
	 * The value for every other command.
	 */
	static final String OTHER = "other";

	private final Supplier<Map<String, String>> values;

	KnownCommands(CommandCatalog catalog, CallbackHandlers handlers) {
		this.values = SingletonSupplier.of(() -> values(catalog, handlers));
	}

	private static Map<String, String> values(CommandCatalog catalog, CallbackHandlers handlers) {
		Map<String, String> values = new HashMap<>();
		Stream.concat(handlers.handlers().stream(), handlers.decisionHandlers().stream())
			.flatMap((handler) -> handler.commands().stream())
			.forEach((command) -> values.put(command, command));
		for (CallbackCommand command : catalog.commands()) {
			command.names().forEach((name) -> values.put(name, command.name()));
		}
		return values;
	}

	/**
	 * Return the value for a command.
	 * @param command the command as it was sent
	 * @return its first spelling, or {@value #OTHER}
	 */
	String valueOf(String command) {
		return this.values.get().getOrDefault(command, OTHER);
	}

}
