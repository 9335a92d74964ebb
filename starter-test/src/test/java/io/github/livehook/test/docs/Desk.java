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

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.handler.OnCallback;

@Component
class Desk {

	@OnCallback("Desk.SessionEventNotify")
	void notified(SessionEvent event, CallbackMetadata metadata) {
		// ...
	}

	record SessionEvent(@JsonProperty("SessionId") @Nullable String sessionId,
			@JsonProperty("Event") @Nullable String event, @JsonProperty("EventTime") @Nullable Instant eventTime,
			@JsonProperty("MsgBody") @Nullable List<MessageElement> message) {

	}

}
