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

package io.github.livehook.event.live.recording;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * The recording of a live room has started, ended, or has come further. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/78428">Tencent's
 * documentation</a>, whose English version names it {@value #COMMAND_OF_FOLLOW}; both are
 * the same.
 *
 * @param eventGroup 3 for a recording of the streams, 8 for a recording of a web page
 * @param eventType what has happened
 * @param callbackTime when Tencent sent the callback, to the millisecond
 * @param recording the recording
 * @since 0.1.0
 */
public record RecordingChanged(@JsonProperty("EventGroupId") @Nullable Integer eventGroup,
		@JsonProperty("EventType") @Nullable RecordingEventType eventType,
		@JsonProperty("CallbackTs") @Nullable Instant callbackTime,
		@JsonProperty("EventInfo") @Nullable Recording recording) implements CallbackPayload {

	/**
	 * The command that announces this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterCloudRecordingChanged";

	/**
	 * The other spelling of the same command.
	 */
	public static final String COMMAND_OF_FOLLOW = "Follow.CallbackAfterCloudRecordingChanged";

	/**
	 * A recording of a live room, at the time of an event. That of a web page has only
	 * the time to the millisecond, the task and the payload.
	 *
	 * @param roomId the id of the room
	 * @param eventTime when the event happened, to the second
	 * @param preciseEventTime when the event happened, to the millisecond
	 * @param userId the user id of the robot that records
	 * @param taskId the id of the recording
	 * @param payload what belongs to the type of the event
	 * @see RecordingChanged
	 */
	public record Recording(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("EventTs") @EpochSeconds @Nullable Instant eventTime,
			@JsonProperty("EventMsTs") @Nullable Instant preciseEventTime,
			@JsonProperty("UserId") @Nullable String userId, @JsonProperty("TaskId") @Nullable String taskId,
			@JsonProperty("Payload") @Nullable RecordingPayload payload) {

	}

}
