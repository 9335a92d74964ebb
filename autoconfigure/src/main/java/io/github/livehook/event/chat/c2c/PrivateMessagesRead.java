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

package io.github.livehook.event.chat.c2c;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A user has read the messages of another. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/43465">Tencent's documentation</a>.
 *
 * @param readerAccount the user id of the reader
 * @param peerAccount the user id of the sender
 * @param lastReadTime the time up to which messages were read, to the second
 * @param unreadCount the number of unread messages of the reader, in all conversations
 * @since 0.1.0
 */
public record PrivateMessagesRead(@JsonProperty("Report_Account") @Nullable String readerAccount,
		@JsonProperty("Peer_Account") @Nullable String peerAccount,
		@JsonProperty("LastReadTime") @EpochSeconds @Nullable Instant lastReadTime,
		@JsonProperty("UnreadMsgNum") @Nullable Long unreadCount) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "C2C.CallbackAfterMsgReport";

}
