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
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.EpochSeconds;

/**
 * A call has ended. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/68940">Tencent's documentation</a>.
 *
 * @param call the call
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record CallEnded(@JsonProperty("CallRecord") @Nullable CallRecord call,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Call.CallbackAfterEndCall";

	/**
	 * A call that has ended.
	 *
	 * @param callId the id of the call
	 * @param callerAccount the user id of the caller
	 * @param mediaType what is transmitted, such as {@code Audio}
	 * @param callType the kind of call, {@code SingleCall} or {@code MultiCall}
	 * @param startTime the time at which the call started, to the second
	 * @param endTime the time at which the call ended, to the second
	 * @param acceptTime the time at which the call was accepted, to the second;
	 * {@code null} if it never was
	 * @param result how the call ended
	 * @param calleeAccounts the user ids of the called users
	 * @param roomId the id of the room of the call
	 * @param roomIdType the type of that id
	 * @see CallEnded
	 */
	public record CallRecord(@JsonProperty("CallId") @Nullable String callId,
			@JsonProperty("Caller_Account") @Nullable String callerAccount,
			@JsonProperty("MediaType") @JsonAlias("CallMediaType") @Nullable String mediaType,
			@JsonProperty("CallType") @Nullable String callType,
			@JsonProperty("StartTime") @EpochSeconds @Nullable Instant startTime,
			@JsonProperty("EndTime") @EpochSeconds @Nullable Instant endTime,
			@JsonProperty("AcceptTime") @EpochSeconds @Nullable Instant acceptTime,
			@JsonProperty("CallResult") @Nullable CallResult result,
			@JsonProperty("CalleeList_Account") List<String> calleeAccounts,
			@JsonProperty("RoomId") @Nullable String roomId, @JsonProperty("RoomIdType") @Nullable Integer roomIdType) {

		public CallRecord {
			calleeAccounts = (calleeAccounts != null) ? List.copyOf(calleeAccounts) : List.of();
		}

	}

	/**
	 * How a call ended. A result that is not listed here keeps its text.
	 *
	 * @param value the {@code CallResult}
	 * @see CallEnded
	 */
	public record CallResult(@JsonValue String value) {

		/**
		 * The caller has given up.
		 */
		public static final CallResult CANCEL = new CallResult("Cancel");

		/**
		 * The called user has refused.
		 */
		public static final CallResult REJECT = new CallResult("Reject");

		/**
		 * The called user has not answered.
		 */
		public static final CallResult NOT_ANSWER = new CallResult("NotAnswer");

		/**
		 * The call was accepted and hung up.
		 */
		public static final CallResult NORMAL_END = new CallResult("NormalEnd");

		/**
		 * The called user was in another call.
		 */
		public static final CallResult CALL_BUSY = new CallResult("CallBusy");

		/**
		 * The call was interrupted.
		 */
		public static final CallResult INTERRUPT = new CallResult("Interrupt");

		/**
		 * The called user was not online.
		 */
		public static final CallResult OFFLINE = new CallResult("Offline");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public CallResult {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
