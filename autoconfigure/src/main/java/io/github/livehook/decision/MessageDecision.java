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

package io.github.livehook.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.chat.message.MessageElement;

/**
 * The decision whether a message may be sent to a
 * <a href="https://trtc.io/document/74347">group</a> or
 * <a href="https://trtc.io/document/34364">user</a> or by an
 * <a href="https://trtc.io/document/60803">official account</a>, and in which form. The
 * sender sees code and text of a rejection that has a code of its own: 10100 to 10200 in
 * groups, 120001 to 130000 elsewhere. A code of the wrong family makes the handler fail.
 *
 * @param code the {@code ErrorCode}: {@value #DELIVER}, {@value #REJECT}, {@value #DROP},
 * or one that the sender sees; {@value #REJECT} with a text is sent as the lowest of
 * these
 * @param text the {@code ErrorInfo}, empty for none
 * @param body the elements to replace those of the message, {@code null} to keep these
 * @param cloudCustomData the custom data to replace that of the message, {@code null} to
 * keep it
 * @since 0.1.0
 */
public record MessageDecision(int code, String text, @Nullable List<MessageElement> body,
		@Nullable String cloudCustomData) implements Decision {

	/**
	 * The code that lets a message be delivered.
	 */
	public static final int DELIVER = 0;

	/**
	 * The code that rejects a message without a reason.
	 */
	public static final int REJECT = 1;

	/**
	 * The code that drops a message and lets its sender believe that it was delivered.
	 */
	public static final int DROP = 2;

	/**
	 * Create a decision.
	 * @throws IllegalArgumentException if the code is none that Tencent documents, if the
	 * elements are empty, or if a message that is not delivered is to be replaced
	 */
	public MessageDecision {
		boolean own = CodeRange.GROUP.contains(code) || CodeRange.C2C.contains(code);
		Assert.isTrue(code == DELIVER || code == REJECT || code == DROP || own,
				() -> "The code of a message decision is 0 (deliver), 1 (reject), 2 (drop silently), "
						+ "10100 to 10200 in groups or 120001 to 130000 elsewhere, not " + code);
		Assert.notNull(text, "'text' must not be null");
		Assert.isTrue(code == DELIVER || (body == null && cloudCustomData == null),
				"Only a message that is delivered can be replaced");
		Assert.isTrue(body == null || !body.isEmpty(), "A message cannot be replaced by one without elements");
		body = (body != null) ? List.copyOf(body) : null;
	}

	/**
	 * Deliver the message as it is.
	 * @return the decision
	 */
	public static MessageDecision deliver() {
		return of(DELIVER);
	}

	/**
	 * Reject the message without a reason.
	 * @return the decision
	 */
	public static MessageDecision reject() {
		return of(REJECT);
	}

	/**
	 * Reject the message with a reason that the sender sees, and with the lowest code
	 * that Tencent documents for the command.
	 * @param text the text
	 * @return the decision
	 */
	public static MessageDecision reject(String text) {
		return reject(REJECT, text);
	}

	/**
	 * Reject the message with a code and a reason that the sender sees.
	 * @param code the code, 10100 to 10200 in groups and 120001 to 130000 elsewhere;
	 * {@value #REJECT} stands for the lowest of these
	 * @param text the text
	 * @return the decision
	 * @throws IllegalArgumentException if the code is another one
	 */
	public static MessageDecision reject(int code, String text) {
		Assert.isTrue(code != DELIVER && code != DROP, "A rejection has a code that is neither 0 nor 2");
		return new MessageDecision(code, text, null, null);
	}

	/**
	 * Drop the message, and let its sender believe that it was delivered.
	 * @return the decision
	 */
	public static MessageDecision dropSilently() {
		return of(DROP);
	}

	/**
	 * Return the decision of a code, without a text.
	 * @param code the code
	 * @return the decision
	 * @throws IllegalArgumentException if the code is none that Tencent documents
	 */
	public static MessageDecision of(int code) {
		return new MessageDecision(code, "", null, null);
	}

	/**
	 * Return the decision to deliver the message with other elements.
	 * @param body the elements to replace those of the message, at least one
	 * @return the decision
	 * @throws IllegalArgumentException if this decision does not deliver the message
	 */
	public MessageDecision withBody(List<MessageElement> body) {
		return new MessageDecision(this.code, this.text, body, this.cloudCustomData);
	}

	/**
	 * Return the decision to deliver the message with other custom data.
	 * @param cloudCustomData the custom data to replace that of the message
	 * @return the decision
	 * @throws IllegalArgumentException if this decision does not deliver the message
	 */
	public MessageDecision withCloudCustomData(String cloudCustomData) {
		return new MessageDecision(this.code, this.text, this.body, cloudCustomData);
	}

	@Override
	public Decision toResponse(DecisionKind<?> kind, Supplier<List<String>> accounts) {
		CodeRange own = kind.ownCodes();
		return (this.code == REJECT && !this.text.isEmpty() && own != null) ? reject(own.lowest(), this.text) : this;
	}

	@Override
	public Map<String, @Nullable Object> fields() {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		if (this.body != null) {
			fields.put("MsgBody", this.body);
		}
		if (this.cloudCustomData != null) {
			fields.put("CloudCustomData", this.cloudCustomData);
		}
		return fields;
	}

}
