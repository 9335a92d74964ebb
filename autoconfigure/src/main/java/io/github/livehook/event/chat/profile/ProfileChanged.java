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

package io.github.livehook.event.chat.profile;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * The profile of a user was changed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/48733">Tencent's documentation</a>.
 *
 * @param operatorAccount the user id of the operator, who has changed it
 * @param fromAccount the user id of the user
 * @param items the changed items
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record ProfileChanged(@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("ProfileItem") List<ProfileItem> items,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Profile.CallbackPortraitSet";

	public ProfileChanged {
		items = (items != null) ? List.copyOf(items) : List.of();
	}

	/**
	 * A changed item of a profile.
	 *
	 * @param tag the name of the item, such as {@code Tag_Profile_IM_Nick}
	 * @param value its new value; a number is read as text
	 * @see ProfileChanged
	 */
	public record ProfileItem(@JsonProperty("Tag") @Nullable String tag,
			@JsonProperty("Value") @Nullable String value) {

	}

}
