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

package io.github.livehook.event.chat.group;

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
 * Attributes of a group were changed. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/60394">Tencent's documentation</a>.
 *
 * @param groupId the id of the group
 * @param groupType the type of the group, such as {@code Public}
 * @param operatorAccount the user id of the operator, who has changed them
 * @param operation the change
 * @param attributes the changed attributes
 * @param eventTime the time of the event, to the millisecond
 * @since 0.1.0
 */
public record GroupAttributesChanged(@JsonProperty("GroupId") @Nullable String groupId,
		@JsonProperty("Type") @Nullable String groupType,
		@JsonProperty("Operator_Account") @Nullable String operatorAccount,
		@JsonProperty("OptionType") @Nullable AttributeOperation operation,
		@JsonProperty("GroupAttr") List<GroupAttribute> attributes,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Group.CallbackAfterGroupAttrChanged";

	public GroupAttributesChanged {
		attributes = (attributes != null) ? List.copyOf(attributes) : List.of();
	}

	/**
	 * An attribute of a group.
	 *
	 * @param key the key
	 * @param value the value
	 * @see GroupAttributesChanged
	 */
	public record GroupAttribute(@JsonProperty("key") @JsonAlias("Key") @Nullable String key,
			@JsonProperty("value") @JsonAlias("Value") @Nullable String value) {

	}

	/**
	 * A change of the attributes of a group. A change that is not listed here keeps its
	 * text.
	 *
	 * @param value the {@code OptionType}
	 * @see GroupAttributesChanged
	 */
	public record AttributeOperation(@JsonValue String value) {

		/**
		 * They were set.
		 */
		public static final AttributeOperation SET = new AttributeOperation("set");

		/**
		 * They were modified.
		 */
		public static final AttributeOperation MODIFY = new AttributeOperation("modify");

		/**
		 * All were cleared.
		 */
		public static final AttributeOperation CLEAR = new AttributeOperation("clear");

		/**
		 * They were deleted.
		 */
		public static final AttributeOperation DELETE = new AttributeOperation("delete");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public AttributeOperation {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
