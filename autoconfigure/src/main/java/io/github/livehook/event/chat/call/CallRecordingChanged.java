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

package io.github.livehook.event.chat.call;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.event.live.recording.RecordingChanged.Recording;
import io.github.livehook.event.live.recording.RecordingChanged.RecordingEventType;

/**
 * The recording of a call has started, ended or made progress. Sent as {@value #COMMAND},
 * see <a href="https://trtc.io/document/80345">Tencent's documentation</a>.
 *
 * @param callId the id of the call
 * @param recording the event of the recording
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record CallRecordingChanged(@JsonProperty("CallId") @Nullable String callId,
		@JsonProperty("Callback") @Nullable CallRecording recording,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Call.CallbackAfterRecordChanged";

	/**
	 * An event of the recording of a call, as {@link RecordingChanged} has it of a live
	 * room.
	 *
	 * @param eventGroup 3 for a recording of the streams, 8 for a recording of a web page
	 * @param eventType the type of the event
	 * @param callbackTime the time at which Tencent sent the callback, to the millisecond
	 * @param recording the recording
	 * @param kitType the kit that the call was made with
	 * @see CallRecordingChanged
	 */
	public record CallRecording(@JsonProperty("EventGroupId") @Nullable Integer eventGroup,
			@JsonProperty("EventType") @Nullable RecordingEventType eventType,
			@JsonProperty("CallbackTs") @Nullable Instant callbackTime,
			@JsonProperty("EventInfo") @Nullable Recording recording,
			@JsonProperty("KitType") @Nullable String kitType) {

	}

}
