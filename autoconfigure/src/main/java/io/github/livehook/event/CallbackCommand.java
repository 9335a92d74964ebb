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

import java.util.List;

import org.springframework.util.Assert;

/**
 * A row of the {@link CommandCatalog}: what Livehook knows of one command.
 *
 * @param name the command as it is sent, such as {@value BattleStarted#COMMAND}
 * @param eventType the record that the body is read into
 * @param keyFields the fields of the body that together identify the event within its app
 * and command, empty if it has none
 * @since 0.1.0
 */
public record CallbackCommand(String name, Class<? extends LiveEvent> eventType, List<String> keyFields) {

	public CallbackCommand {
		Assert.hasText(name, "'name' must not be empty");
		Assert.notNull(eventType, "'eventType' must not be null");
		keyFields = List.copyOf(keyFields);
	}

	/**
	 * Create the row of a command that is sent after something has happened.
	 * @param name the command as it is sent
	 * @param eventType the record that the body is read into
	 * @param keyFields the fields of the body that together identify the event
	 * @return the row
	 */
	public static CallbackCommand after(String name, Class<? extends LiveEvent> eventType, String... keyFields) {
		return new CallbackCommand(name, eventType, List.of(keyFields));
	}

}
