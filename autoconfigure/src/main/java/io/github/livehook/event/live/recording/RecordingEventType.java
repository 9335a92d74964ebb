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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What has happened to a recording, see
 * <a href="https://trtc.io/document/54914">Tencent's documentation</a>. A code that is
 * not listed here is kept as it is.
 *
 * @param code the {@code EventType}
 * @since 0.1.0
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
