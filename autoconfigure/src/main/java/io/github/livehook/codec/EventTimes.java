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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a body has the time of its event: at the top, or in the room, where one page of
 * {@code Live.CallbackAfterCreateRoom} shows it.
 */
final class EventTimes {

	static final String FIELD = "EventTime";

	static final String ROOM = "RoomInfo";

	private EventTimes() {
	}

	static JsonNode find(JsonNode body) {
		return body.hasNonNull(FIELD) ? body.path(FIELD) : body.path(ROOM).path(FIELD);
	}

	/**
	 * Return a body with its time at the top, where records have it.
	 * @param body the body, which is not changed
	 * @return the body, or a copy of it
	 */
	static ObjectNode atTop(ObjectNode body) {
		JsonNode time = find(body);
		if (time.isMissingNode() || body.hasNonNull(FIELD)) {
			return body;
		}
		ObjectNode copy = body.objectNode();
		copy.setAll(body);
		copy.set(FIELD, time);
		return copy;
	}

}
