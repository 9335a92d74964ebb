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

package io.github.livehook.event;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Members of a live room have come or gone. Once a room is dissolved, nothing is sent of
 * those who were in it. Sent as {@value #COMMAND}, page 64424 of the vendor's
 * documentation, whose table of the query names another command.
 *
 * @param roomId the id of the room
 * @param state whether the members are in the room now
 * @param cause why that has changed
 * @param members the members
 * @param eventTime when the event happened, to the millisecond
 * @since 0.1.0
 */
public record MemberStateChanged(@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("EventType") @Nullable MemberState state,
		@JsonProperty("EventCause") @Nullable MemberStateCause cause,
		@JsonProperty("MemberList") List<RoomMember> members,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements LiveEvent {

	/**
	 * The command that announces this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterMemberStateChanged";

	public MemberStateChanged {
		members = AbsentLists.emptyIfAbsent(members);
	}

}
