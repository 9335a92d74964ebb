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

import java.util.Objects;
import java.util.function.Consumer;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * Assertions on a call of a handler.
 *
 * @since 0.1.0
 */
public final class HandlerCallAssert extends AbstractAssert<HandlerCallAssert, HandlerCall> {

	HandlerCallAssert(HandlerCall call) {
		super(call, HandlerCallAssert.class);
	}

	/**
	 * Verify that the handler returned.
	 * @return this
	 */
	public HandlerCallAssert succeeded() {
		return hasStatus(Status.SUCCEEDED);
	}

	/**
	 * Verify what the handler returned, such as its decision.
	 * @param result the result, {@code null} for nothing
	 * @return this
	 */
	public HandlerCallAssert returned(@Nullable Object result) {
		succeeded();
		if (!Objects.equals(this.actual.result(), result)) {
			failWithMessage("Expecting the handler to return <%s>, but the call was:%n  %s", result, this.actual);
		}
		return this;
	}

	/**
	 * Verify that the handler threw.
	 * @param type the type of what it threw
	 * @return this
	 */
	public HandlerCallAssert failedWith(Class<? extends Throwable> type) {
		hasStatus(Status.FAILED);
		if (!type.isInstance(this.actual.error())) {
			failWithMessage("Expecting the handler to throw a %s, but the call was:%n  %s", type.getName(),
					this.actual);
		}
		return this;
	}

	/**
	 * Verify that the handler was not called, because the body does not fit what it
	 * takes.
	 * @return this
	 */
	public HandlerCallAssert wasUnreadable() {
		return hasStatus(Status.UNREADABLE);
	}

	/**
	 * Verify what the handler was called with.
	 * @param event the event
	 * @return this
	 */
	public HandlerCallAssert hasEvent(CallbackPayload event) {
		if (!event.equals(this.actual.callback().payload())) {
			failWithMessage("Expecting the handler to be called with%n  %s%nbut it was%n  %s", event,
					this.actual.callback().payload());
		}
		return this;
	}

	/**
	 * Verify what the handler was called with.
	 * @param <E> the type of the event
	 * @param type the type of the event
	 * @param requirements assertions on the event
	 * @return this
	 */
	public <E extends CallbackPayload> HandlerCallAssert hasEventSatisfying(Class<E> type, Consumer<E> requirements) {
		CallbackPayload event = this.actual.callback().payload();
		if (!type.isInstance(event)) {
			failWithMessage("Expecting the handler to be called with a %s, but it was%n  %s", type.getName(), event);
		}
		requirements.accept(type.cast(event));
		return this;
	}

	private HandlerCallAssert hasStatus(Status status) {
		isNotNull();
		if (this.actual.status() != status) {
			failWithMessage("Expecting the call to end with %s, but it was:%n  %s", status, this.actual);
		}
		return this;
	}

}
