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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * The recording of a live room has started, ended or made progress. Sent as
 * {@value #COMMAND}, see <a href="https://trtc.io/document/78428">Tencent's
 * documentation</a>, whose English version names it {@value #COMMAND_OF_FOLLOW}; both are
 * the same.
 *
 * @param eventGroup 3 for a recording of the streams, 8 for a recording of a web page
 * @param eventType the type of the event
 * @param callbackTime the time at which Tencent sent the callback, to the millisecond
 * @param recording the recording
 * @since 0.1.0
 */
public record RecordingChanged(@JsonProperty("EventGroupId") @Nullable Integer eventGroup,
		@JsonProperty("EventType") @Nullable RecordingEventType eventType,
		@JsonProperty("CallbackTs") @Nullable Instant callbackTime,
		@JsonProperty("EventInfo") @Nullable Recording recording) implements CallbackPayload {

	/**
	 * The command of this event.
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
	 * @param eventTime the time of the event, to the second
	 * @param preciseEventTime the time of the event, to the millisecond
	 * @param userId the user id of the recording robot
	 * @param taskId the id of the recording
	 * @param payload the payload of the type of the event
	 * @see RecordingChanged
	 */
	public record Recording(@JsonProperty("RoomId") @Nullable String roomId,
			@JsonProperty("EventTs") @EpochSeconds @Nullable Instant eventTime,
			@JsonProperty("EventMsTs") @Nullable Instant preciseEventTime,
			@JsonProperty("UserId") @Nullable String userId, @JsonProperty("TaskId") @Nullable String taskId,
			@JsonProperty("Payload") @Nullable RecordingPayload payload) {

	}

	/**
	 * The type of an event of a recording, see
	 * <a href="https://trtc.io/document/54914">Tencent's documentation</a>. A code that
	 * is not listed here is kept as it is.
	 *
	 * @param code the {@code EventType}
	 * @see RecordingChanged
	 * @see RecordingPayload
	 */
	public record RecordingEventType(@JsonValue int code) {

		/**
		 * The recording has started.
		 */
		public static final RecordingEventType STARTED = new RecordingEventType(301);

		/**
		 * The recording has ended.
		 */
		public static final RecordingEventType STOPPED = new RecordingEventType(302);

		/**
		 * The upload of the files has started.
		 */
		public static final RecordingEventType UPLOAD_STARTED = new RecordingEventType(303);

		/**
		 * The files are known.
		 */
		public static final RecordingEventType FILES_LISTED = new RecordingEventType(304);

		/**
		 * The upload of the files has ended.
		 */
		public static final RecordingEventType UPLOAD_STOPPED = new RecordingEventType(305);

		/**
		 * The recording was moved to another server.
		 */
		public static final RecordingEventType MIGRATED = new RecordingEventType(306);

		/**
		 * A part of a file is finished.
		 */
		public static final RecordingEventType FILE_SLICED = new RecordingEventType(307);

		/**
		 * A picture could not be downloaded.
		 */
		public static final RecordingEventType IMAGE_FAILED = new RecordingEventType(309);

		/**
		 * Files in the format MP4 are finished.
		 */
		public static final RecordingEventType MP4_FINISHED = new RecordingEventType(310);

		/**
		 * A file was uploaded to Tencent's video on demand.
		 */
		public static final RecordingEventType VOD_UPLOADED = new RecordingEventType(311);

		/**
		 * The upload to Tencent's video on demand has ended.
		 */
		public static final RecordingEventType VOD_STOPPED = new RecordingEventType(312);

		/**
		 * The recording of a web page has started.
		 */
		public static final RecordingEventType WEB_STARTED = new RecordingEventType(801);

		/**
		 * The recording of a web page has ended.
		 */
		public static final RecordingEventType WEB_STOPPED = new RecordingEventType(802);

		/**
		 * The recorded web page was refreshed, or the recording paused or resumed.
		 */
		public static final RecordingEventType WEB_CHANGED = new RecordingEventType(803);

		/**
		 * The recording of a web page has reached a limit.
		 */
		public static final RecordingEventType WEB_LIMITED = new RecordingEventType(804);

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public RecordingEventType {
		}

		@Override
		public String toString() {
			return String.valueOf(this.code);
		}

	}

}
