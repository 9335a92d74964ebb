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

package io.github.livehook.event;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The commands that have a record of their own, one row each.
 *
 * @since 0.1.0
 */
public final class CommandCatalog {

	private static final CommandCatalog STANDARD = new CommandCatalog(
			List.of(CallbackCommand.after(BattleStarted.COMMAND, BattleStarted.class, "BattleId")));

	private final Map<String, CallbackCommand> byName = new LinkedHashMap<>();

	private final Map<Class<?>, CallbackCommand> byEventType = new LinkedHashMap<>();

	/**
	 * Create a catalogue.
	 * @param commands its rows; names and event types are unique
	 * @throws IllegalArgumentException if a name or an event type is there twice
	 */
	public CommandCatalog(Collection<CallbackCommand> commands) {
		for (CallbackCommand command : commands) {
			Assert.isNull(this.byName.put(command.name(), command),
					() -> "The command " + command.name() + " is there twice");
			Assert.isNull(this.byEventType.put(command.eventType(), command),
					() -> "The event type " + command.eventType().getName() + " is there twice");
		}
	}

	/**
	 * Return the commands that Livehook itself has records for.
	 * @return the catalogue
	 */
	public static CommandCatalog standard() {
		return STANDARD;
	}

	/**
	 * Return the row of a command.
	 * @param name the command as it is sent
	 * @return the row, or {@code null} if the command has no record
	 */
	public @Nullable CallbackCommand find(String name) {
		return this.byName.get(name);
	}

	/**
	 * Return the row of an event.
	 * @param eventType the type of the event
	 * @return the row, or {@code null} if no command is read into this type
	 */
	public @Nullable CallbackCommand findByEventType(Class<?> eventType) {
		return this.byEventType.get(eventType);
	}

	/**
	 * Return all rows.
	 * @return the rows in their order
	 */
	public Collection<CallbackCommand> commands() {
		return List.copyOf(this.byName.values());
	}

}
