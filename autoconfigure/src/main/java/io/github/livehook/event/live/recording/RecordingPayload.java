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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.recording.RecordingChanged.Recording;
import io.github.livehook.event.live.recording.RecordingChanged.RecordingEventType;

/**
 * The payload of an event of a recording, by the {@link RecordingEventType type} of the
 * event. The codes are those of <a href="https://trtc.io/document/54914">Tencent's
 * documentation</a>.
 *
 * @since 0.1.0
 * @see Recording
 */
public interface RecordingPayload {

	/**
	 * Of {@code STARTED}, {@code UPLOAD_STARTED}, {@code MIGRATED} and
	 * {@code VOD_STOPPED}.
	 *
	 * @param status 0 if it went well
	 */
	record Progress(@JsonProperty("Status") @Nullable Integer status) implements RecordingPayload {

	}

	/**
	 * Of {@code STOPPED} and {@code UPLOAD_STOPPED}. The pages disagree on which of the
	 * two codes is sent.
	 *
	 * @param leaveCode the reason for the end, 0 if it was intended
	 * @param status 0 if it went well
	 */
	record Stop(@JsonProperty("LeaveCode") @Nullable Integer leaveCode,
			@JsonProperty("Status") @Nullable Integer status) implements RecordingPayload {

	}

	/**
	 * Of {@code FILES_LISTED}.
	 *
	 * @param fileList the file that lists the files
	 */
	record FileIndex(@JsonProperty("FileList") @Nullable String fileList) implements RecordingPayload {

	}

	/**
	 * Of {@code FILE_SLICED}.
	 *
	 * @param fileName the name of the file
	 * @param userId the user id of the recorded user
	 * @param trackType {@code audio}, {@code video} or {@code audio_video}
	 * @param beginTime the time at which the file begins, to the millisecond
	 */
	record FileSlice(@JsonProperty("FileName") @Nullable String fileName,
			@JsonProperty("UserId") @Nullable String userId, @JsonProperty("TrackType") @Nullable String trackType,
			@JsonProperty("BeginTimeStamp") @Nullable Instant beginTime) implements RecordingPayload {

	}

	/**
	 * Of {@code IMAGE_FAILED}.
	 *
	 * @param url the URL of the picture
	 */
	record ImageFailure(@JsonProperty("Url") @Nullable String url) implements RecordingPayload {

	}

	/**
	 * Of {@code MP4_FINISHED}.
	 *
	 * @param status 0 if all went well
	 * @param fileNames the names of the files
	 * @param files the files
	 */
	record Mp4Files(@JsonProperty("Status") @Nullable Integer status, @JsonProperty("FileList") List<String> fileNames,
			@JsonProperty("FileMessage") List<Mp4File> files) implements RecordingPayload {

		public Mp4Files {
			fileNames = (fileNames != null) ? List.copyOf(fileNames) : List.of();
			files = (files != null) ? List.copyOf(files) : List.of();
		}

	}

	/**
	 * A file in the format MP4.
	 *
	 * @param fileName the name of the file
	 * @param userId the user id of the recorded user
	 * @param trackType {@code audio}, {@code video} or {@code audio_video}
	 * @param mediaId {@code main}, {@code aux} or {@code mix}
	 * @param startTime the time at which the file begins, to the millisecond
	 * @param endTime the time at which the file ends, to the millisecond
	 */
	record Mp4File(@JsonProperty("FileName") @Nullable String fileName, @JsonProperty("UserId") @Nullable String userId,
			@JsonProperty("TrackType") @Nullable String trackType, @JsonProperty("MediaId") @Nullable String mediaId,
			@JsonProperty("StartTimeStamp") @Nullable Instant startTime,
			@JsonProperty("EndTimeStamp") @Nullable Instant endTime) {

	}

	/**
	 * Of {@code VOD_UPLOADED}.
	 *
	 * @param status 0 if it went well
	 * @param errorMessage the message of the failure
	 * @param video the file; after a failure only some of its components are there
	 */
	record VodUpload(@JsonProperty("Status") @Nullable Integer status,
			@JsonProperty("Errmsg") @Nullable String errorMessage,
			@JsonProperty("TencentVod") @Nullable VodFile video) implements RecordingPayload {

	}

	/**
	 * A file in Tencent's video on demand.
	 *
	 * @param userId the user id of the recorded user
	 * @param trackType {@code audio}, {@code video} or {@code audio_video}
	 * @param mediaId {@code main}, {@code aux} or {@code mix}
	 * @param fileId the id of the file
	 * @param videoUrl the URL of the file
	 * @param cacheFile the name of the file
	 * @param startTime the time at which the file begins, to the millisecond
	 * @param endTime the time at which the file ends, to the millisecond
	 */
	record VodFile(@JsonProperty("UserId") @Nullable String userId,
			@JsonProperty("TrackType") @Nullable String trackType, @JsonProperty("MediaId") @Nullable String mediaId,
			@JsonProperty("FileId") @Nullable String fileId, @JsonProperty("VideoUrl") @Nullable String videoUrl,
			@JsonProperty("CacheFile") @Nullable String cacheFile,
			@JsonProperty("StartTimeStamp") @Nullable Instant startTime,
			@JsonProperty("EndTimeStamp") @Nullable Instant endTime) {

	}

	/**
	 * Of the events of a recording of a web page.
	 *
	 * @param status the status, by the type of the event
	 * @param message the same in words
	 */
	record WebPage(@JsonProperty("Status") @Nullable Integer status,
			@JsonProperty("EventMessage") @Nullable String message) implements RecordingPayload {

	}

	/**
	 * Of an event of any other type.
	 *
	 * @param fields the fields, with values as in {@link UnknownCallback}
	 */
	record Unknown(@JsonValue Map<String, @Nullable Object> fields) implements RecordingPayload {

		public Unknown {
			fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
		}

	}

}
