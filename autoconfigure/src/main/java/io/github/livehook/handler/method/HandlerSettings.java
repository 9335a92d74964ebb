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

package io.github.livehook.handler.method;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.livehook.handler.HandlerRetry;

/**
 * What holds for a handler method.
 *
 * @param id the id, empty for the default
 * @param commands the commands that it takes in all their spellings, empty for every
 * command
 * @param retry what it wants to be different when it has failed
 * @param decision what holds for its decisions, {@code null} if it decides nothing
 */
record HandlerSettings(String id, Set<String> commands, HandlerRetry retry, @Nullable DecisionSettings decision) {

	HandlerSettings {
		commands = Set.copyOf(commands);
	}

}
