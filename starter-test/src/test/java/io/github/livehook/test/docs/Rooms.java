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

package io.github.livehook.test.docs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.state.StateChanged;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.OnRoomDestroy;

@Component
class Rooms {

	private static final Logger logger = LoggerFactory.getLogger(Rooms.class);

	@OnRoomDestroy // an annotation for one command
	void destroyed(RoomDestroyed event) {
		logger.info("Room {} is gone", event.roomId());
	}

	@OnCallback // the command of the record
	void stateChanged(StateChanged event) {
		logger.info("{}", event.info());
	}

	@OnCallback({ "Desk.SessionEventNotify", "Member.EventNotify" }) // these commands
	void notified(UnknownCallback callback) {
		logger.info("{}: {}", callback.command(), callback.fields());
	}

	@OnCallback(value = OnCallback.ANY, id = "audit") // every command
	void everything(JsonNode body, CallbackMetadata metadata) {
		logger.info("{} of app {}", metadata.command(), metadata.sdkAppId());
	}

}
