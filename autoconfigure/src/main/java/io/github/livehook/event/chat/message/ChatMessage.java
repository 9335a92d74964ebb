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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.chat.c2c.PrivateMessageRequest;

/**
 * A message that is about to be sent, to a user or to a group: what
 * {@link PrivateMessageRequest} and {@link MessageRequest} share. A method that takes it
 * decides on both.
 *
 * @since 0.1.0
 * @see MessageDecision
 */
public interface ChatMessage extends CallbackPayload {

	/**
	 * Return the user id of the sender.
	 * @return the user id
	 */
	@Nullable String fromAccount();

	/**
	 * Return the elements of the message.
	 * @return the elements
	 */
	List<MessageElement> body();

	/**
	 * Return the text of the application's own.
	 * @return the text
	 */
	@Nullable String cloudCustomData();

	/**
	 * Return whether the message reaches only those who are online.
	 * @return 1 if it does
	 */
	@Nullable Integer onlineOnly();

}
