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

package io.github.livehook.test;

import java.util.List;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the calls of handlers.
 *
 * @since 0.1.0
 */
public final class HandlerCallsAssert extends AbstractAssert<HandlerCallsAssert, HandlerCalls> {

	HandlerCallsAssert(HandlerCalls calls) {
		super(calls, HandlerCallsAssert.class);
	}

	/**
	 * Verify that no handler was called.
	 * @return this
	 */
	public HandlerCallsAssert isEmpty() {
		return containsExactly();
	}

	/**
	 * Verify that these handlers were called, in this order, and no others.
	 * @param handlerIds the ids of the handlers, such as {@code battles.started}
	 * @return this
	 */
	public HandlerCallsAssert containsExactly(String... handlerIds) {
		isNotNull();
		List<HandlerCall> calls = this.actual.list();
		if (!calls.stream().map(HandlerCall::handlerId).toList().equals(List.of(handlerIds))) {
			failWithMessage("Expecting these handlers to be called, in this order:%n  %s%nbut the calls were:%n  %s",
					List.of(handlerIds), calls);
		}
		return this;
	}

	/**
	 * Verify that a handler was called once, and go on to that call.
	 * @param handlerId the id of the handler, such as {@code battles.started}
	 * @return the assertions on the call
	 */
	public HandlerCallAssert call(String handlerId) {
		isNotNull();
		List<HandlerCall> calls = this.actual.list();
		List<HandlerCall> ofHandler = calls.stream().filter((call) -> call.handlerId().equals(handlerId)).toList();
		if (ofHandler.size() != 1) {
			failWithMessage("Expecting %s to be called once, but the calls were:%n  %s", handlerId, calls);
		}
		return new HandlerCallAssert(ofHandler.get(0));
	}

}
