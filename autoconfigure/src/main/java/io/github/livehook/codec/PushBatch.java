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

package io.github.livehook.codec;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shape of Tencent's pushes: no command at the top, and a list of events that each
 * name their own.
 */
final class PushBatch {

	static final String EVENTS_FIELD = "Events";

	private PushBatch() {
	}

	/**
	 * Return the events of a batch.
	 * @param body the body
	 * @return the events, empty if the body is no batch
	 */
	static List<ObjectNode> eventsOf(ObjectNode body) {
		JsonNode events = body.path(EVENTS_FIELD);
		boolean batch = events.isArray() && !hasCommand(body) && events.valueStream().allMatch(PushBatch::hasCommand);
		return batch ? events.valueStream().map(ObjectNode.class::cast).toList() : List.of();
	}

	private static boolean hasCommand(JsonNode event) {
		JsonNode command = event.path(JacksonCallbackCodec.COMMAND_FIELD);
		return command.isString() && !command.stringValue().isBlank();
	}

}
