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

package io.github.livehook.event.chat.push;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A notification of a push to all users, or to some by tags or ids, has reached a stage.
 * Sent in batches of up to 100. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/67551">Tencent's documentation</a>.
 *
 * @param eventType 1 for an offline notification, 2 for a message to a user who is online
 * @param taskId the id of the push
 * @param dataId the id of the data
 * @param taskTime the time of the push, to the second
 * @param toAccount the user id of the receiver
 * @param pushPlatform the code of the service that notifies the device
 * @param deviceType the code of the type of the device
 * @param pushStage the code of the stage that the notification has reached
 * @param errorCode the code of the result, 0 for success
 * @param errorInfo the result in words
 * @param eventTime the time of the event, to the second
 * @since 0.1.0
 */
public record AllMemberPushed(@JsonProperty("EventType") @Nullable Integer eventType,
		@JsonProperty("TaskId") @Nullable String taskId, @JsonProperty("DataId") @Nullable String dataId,
		@JsonProperty("TaskTime") @EpochSeconds @Nullable Instant taskTime,
		@JsonProperty("To_Account") @Nullable String toAccount,
		@JsonProperty("PushPlatform") @Nullable Integer pushPlatform,
		@JsonProperty("DeviceType") @Nullable Integer deviceType,
		@JsonProperty("PushStage") @Nullable Integer pushStage, @JsonProperty("ErrCode") @Nullable Integer errorCode,
		@JsonProperty("ErrInfo") @Nullable String errorInfo,
		@JsonProperty("EventTime") @EpochSeconds @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Push.AllMemberPush";

}
