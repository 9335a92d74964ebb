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

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The response to a before-callback, see
 * <a href="https://trtc.io/document/64413">Tencent's documentation</a>.
 *
 * @since 0.1.0
 * @see GiftDecision
 * @see MessageDecision
 * @see MemberDecision
 * @see FriendDecision
 * @see SignalDecision
 * @see InvocationDecision
 * @see CallbackDecision
 */
public interface Decision {

	/**
	 * Return the code.
	 * @return the {@code ErrorCode}, 0 to let it happen
	 */
	int code();

	/**
	 * Return the text.
	 * @return the {@code ErrorInfo}, empty for none
	 */
	String text();

	/**
	 * Return the further fields of the response.
	 * @return the fields by their names
	 */
	default Map<String, @Nullable Object> fields() {
		return Map.of();
	}

	/**
	 * Return the form in which this decision is sent.
	 * @param kind the kind of decision that the command asks for
	 * @param accounts the accounts that the before-callback asks about, called if they
	 * are needed
	 * @return the decision to send, by default this one
	 * @throws IllegalArgumentException if this is no response to the before-callback
	 */
	default Decision toResponse(DecisionKind<?> kind, Supplier<List<String>> accounts) {
		return this;
	}

}
