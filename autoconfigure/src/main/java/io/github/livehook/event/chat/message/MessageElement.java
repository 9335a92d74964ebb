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

package io.github.livehook.event.chat.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.EpochSeconds;
import io.github.livehook.event.UnknownCallback;

/**
 * An element of a message, see <a href="https://trtc.io/document/74355">Tencent's
 * documentation</a>. Unknown fields of an element are kept in {@code more}, and elements
 * of unknown kinds as {@link Unknown}, so that a message that you change in one place
 * loses nothing elsewhere.
 *
 * @since 0.1.0
 * @see MediaElement
 */
public interface MessageElement {

	/**
	 * Return the kind of the element.
	 * @return the {@code MsgType}, such as {@value Text#TYPE}
	 */
	String type();

	/**
	 * A text.
	 *
	 * @param text the text
	 * @param more further fields
	 */
	record Text(@JsonProperty("Text") @Nullable String text,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of a text.
		 */
		public static final String TYPE = "TIMTextElem";

		public Text {
			more = FurtherFields.copyOf(more);
		}

		/**
		 * Create a text.
		 * @param text the text
		 */
		@JsonCreator(mode = JsonCreator.Mode.DISABLED)
		public Text(String text) {
			this(text, Map.of());
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A place.
	 *
	 * @param description the name of the place
	 * @param latitude the latitude in degrees
	 * @param longitude the longitude in degrees
	 * @param more further fields
	 */
	record Location(@JsonProperty("Desc") @Nullable String description,
			@JsonProperty("Latitude") @Nullable Double latitude, @JsonProperty("Longitude") @Nullable Double longitude,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of a place.
		 */
		public static final String TYPE = "TIMLocationElem";

		public Location {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * An emoji or sticker.
	 *
	 * @param index its number
	 * @param data a text of the application's own
	 * @param more further fields
	 */
	record Face(@JsonProperty("Index") @Nullable Integer index, @JsonProperty("Data") @Nullable String data,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of an emoji or sticker.
		 */
		public static final String TYPE = "TIMFaceElem";

		public Face {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * An element of the application's own. A message has at most one.
	 *
	 * @param data a text of the application's own
	 * @param description the text of a notification
	 * @param extension a further text of the application's own
	 * @param more further fields
	 */
	record Custom(@JsonProperty("Data") @Nullable String data, @JsonProperty("Desc") @Nullable String description,
			@JsonProperty("Ext") @Nullable String extension,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of an element of the application's own.
		 */
		public static final String TYPE = "TIMCustomElem";

		public Custom {
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * Messages that are forwarded together.
	 *
	 * @param title the title
	 * @param messageCount the number of messages
	 * @param compatibleText the text for clients that cannot show such an element
	 * @param abstracts the beginnings of the messages
	 * @param messages the messages, if they are short enough
	 * @param messagesKey the key to fetch the messages otherwise
	 * @param more further fields
	 */
	record Relay(@JsonProperty("Title") @Nullable String title, @JsonProperty("MsgNum") @Nullable Long messageCount,
			@JsonProperty("CompatibleText") @Nullable String compatibleText,
			@JsonProperty("AbstractList") List<String> abstracts,
			@JsonProperty("MsgList") List<RelayedMessage> messages,
			@JsonProperty("JsonMsgKey") @Nullable String messagesKey,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of forwarded messages.
		 */
		public static final String TYPE = "TIMRelayElem";

		public Relay {
			abstracts = (abstracts != null) ? List.copyOf(abstracts) : List.of();
			messages = (messages != null) ? List.copyOf(messages) : List.of();
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A forwarded message.
	 *
	 * @param fromAccount the user id of the sender
	 * @param toAccount the user id of the receiver, {@code null} in a group
	 * @param groupId the id of the receiving group
	 * @param sequence its number
	 * @param random the random number that the client has chosen, 32 bits without sign
	 * @param time the time at which it was sent, to the second
	 * @param body its elements
	 * @param cloudCustomData a text of the application's own
	 * @param more further fields
	 */
	record RelayedMessage(@JsonProperty("From_Account") @Nullable String fromAccount,
			@JsonProperty("To_Account") @Nullable String toAccount, @JsonProperty("GroupId") @Nullable String groupId,
			@JsonProperty("MsgSeq") @Nullable Long sequence, @JsonProperty("MsgRandom") @Nullable Long random,
			@JsonProperty("MsgTimeStamp") @EpochSeconds @Nullable Instant time,
			@JsonProperty("MsgBody") List<MessageElement> body,
			@JsonProperty("CloudCustomData") @Nullable String cloudCustomData,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) {

		public RelayedMessage {
			body = (body != null) ? List.copyOf(body) : List.of();
			more = FurtherFields.copyOf(more);
		}

	}

	/**
	 * A text that is sent piece by piece, such as the answer of a model.
	 *
	 * @param compatibleText the text for clients that cannot show such an element
	 * @param chunks the pieces
	 * @param more further fields
	 */
	record Stream(@JsonProperty("CompatibleText") @Nullable String compatibleText,
			@JsonProperty("Chunks") List<StreamChunk> chunks,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) implements MessageElement {

		/**
		 * The {@code MsgType} of a text that is sent piece by piece.
		 */
		public static final String TYPE = "TIMStreamElem";

		public Stream {
			chunks = (chunks != null) ? List.copyOf(chunks) : List.of();
			more = FurtherFields.copyOf(more);
		}

		@Override
		public String type() {
			return TYPE;
		}

	}

	/**
	 * A piece of a text.
	 *
	 * @param eventType the kind of piece, such as {@code data}
	 * @param index its number
	 * @param markdown its text
	 * @param more further fields
	 */
	record StreamChunk(@JsonProperty("EventType") @Nullable String eventType,
			@JsonProperty("Index") @Nullable Long index, @JsonProperty("Markdown") @Nullable String markdown,
			@JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> more) {

		public StreamChunk {
			more = FurtherFields.copyOf(more);
		}

	}

	/**
	 * An element of a kind that is not listed here.
	 *
	 * @param type the {@code MsgType}, empty if there is none
	 * @param content the fields of the {@code MsgContent}, with values as in
	 * {@link UnknownCallback}
	 */
	record Unknown(String type, @JsonValue Map<String, @Nullable Object> content) implements MessageElement {

		public Unknown {
			content = FurtherFields.copyOf(content);
		}

	}

}
