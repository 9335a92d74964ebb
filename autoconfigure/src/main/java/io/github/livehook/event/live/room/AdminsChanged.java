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

package io.github.livehook.event.live.room;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * Administrators of a live room were added or removed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/72554">Tencent's documentation</a>.
 *
 * @param roomId the id of the room
 * @param operatorAccount the user id of the operator, who changed them
 * @param adminAccounts the user ids of the administrators who were added or removed
 * @param change whether they were added or removed
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record AdminsChanged(@JsonProperty("RoomId") @Nullable String roomId,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("Admin_Account") List<String> adminAccounts,
		@JsonProperty("opType") @JsonAlias("OpType") @Nullable AdminChange change,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Live.CallbackAfterModifyAdmin";

	public AdminsChanged {
		adminAccounts = (adminAccounts != null) ? List.copyOf(adminAccounts) : List.of();
	}

	/**
	 * The change of administrators of a room. A change that is not listed here keeps its
	 * text.
	 *
	 * @param value the {@code opType}
	 * @see AdminsChanged
	 */
	public record AdminChange(@JsonValue String value) {

		/**
		 * They have become administrators.
		 */
		public static final AdminChange ADD = new AdminChange("add");

		/**
		 * They are administrators no longer.
		 */
		public static final AdminChange DELETE = new AdminChange("delete");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public AdminChange {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
