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

package io.github.livehook.event.chat.content;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * Something that a user has sent was moderated. By default, only violations are sent. The
 * query names the command and the body need not. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/78240">Tencent's documentation</a>.
 *
 * @param scene where it was sent, such as {@code C2C}
 * @param sdkAppId the id of the app
 * @param fromAccount the user id of the sender
 * @param contact the receiver
 * @param contentType the kind of content, such as {@code Text}
 * @param texts the texts
 * @param fileUrl the URL of a file
 * @param messageId the id of the message
 * @param result 0 if nothing was found, 1 for a violation
 * @param moderationId the id of the moderation
 * @param keywords the words that were found
 * @param suggestion what to do
 * @param label the kind of violation, such as {@code Ad}
 * @param subLabel the kind within that kind
 * @param subLabelDescription the same in words
 * @param libraryName the name of the library of words
 * @param cloudCustomData a text of the application's own
 * @param byRestApi whether it was sent by the REST API
 * @since 0.1.0
 */
public record ContentModerated(@JsonProperty("Scene") @Nullable String scene,
		@JsonProperty("SdkAppId") @Nullable String sdkAppId, @JsonProperty("From_Account") @Nullable String fromAccount,
		@JsonProperty("ContactItem") @Nullable Contact contact,
		@JsonProperty("ContentType") @Nullable String contentType, @JsonProperty("TextContent") List<String> texts,
		@JsonProperty("FileURL") @Nullable String fileUrl, @JsonProperty("MsgID") @Nullable String messageId,
		@JsonProperty("CtxcbResult") @Nullable Integer result,
		@JsonProperty("CtxcbRequestId") @Nullable String moderationId,
		@JsonProperty("CtxcbKeywords") List<String> keywords,
		@JsonProperty("CtxcbSuggestion") @Nullable Suggestion suggestion,
		@JsonProperty("CtxcbLabel") @Nullable String label, @JsonProperty("CtxcbSubLabel") @Nullable String subLabel,
		@JsonProperty("CtxcbSubLabelDesc") @Nullable String subLabelDescription,
		@JsonProperty("CtxcbLibName") @Nullable String libraryName,
		@JsonProperty("CloudCustomData") @Nullable String cloudCustomData,
		@JsonProperty("IsRestAPI") @Nullable Boolean byRestApi) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "ContentCallback.ResultNotify";

	public ContentModerated {
		texts = (texts != null) ? List.copyOf(texts) : List.of();
		keywords = (keywords != null) ? List.copyOf(keywords) : List.of();
	}

	/**
	 * The receiver of what was moderated.
	 *
	 * @param type 1 for a user, 2 for a group
	 * @param toAccount the user id of the receiver
	 * @param toGroupId the id of the receiving group
	 * @see ContentModerated
	 */
	public record Contact(@JsonProperty("ContactType") @Nullable Integer type,
			@JsonProperty("To_Account") @Nullable String toAccount,
			@JsonProperty("ToGroupId") @Nullable String toGroupId) {

	}

	/**
	 * What the moderation suggests. A suggestion that is not listed here keeps its text.
	 *
	 * @param value the {@code CtxcbSuggestion}
	 * @see ContentModerated
	 */
	public record Suggestion(@JsonValue String value) {

		/**
		 * Not to let it pass.
		 */
		public static final Suggestion BLOCK = new Suggestion("Block");

		/**
		 * To have somebody look at it.
		 */
		public static final Suggestion REVIEW = new Suggestion("Review");

		/**
		 * To let it pass.
		 */
		public static final Suggestion NORMAL = new Suggestion("Normal");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public Suggestion {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
