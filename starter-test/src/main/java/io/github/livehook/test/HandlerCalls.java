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
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerInvocation;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * Records the calls of handlers, in the order in which they end. It is a bean in tests
 * with {@code @LivehookTest}; in others, add it with {@code @Import(HandlerCalls.class)}.
 * It is cleared before each test method.
 * <p>
 * The calls are those that get past the other interceptors. After the deadline of a
 * request, and for methods that watch a before-command, a call may end after the
 * response.
 *
 * @since 0.1.0
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class HandlerCalls implements CallbackInterceptor, AssertProvider<HandlerCallsAssert> {

	// Each its own, so that a call that outlives its test is not one of the next test
	private volatile List<HandlerCall> calls = new CopyOnWriteArrayList<>();

	@Override
	public @Nullable Object intercept(HandlerInvocation invocation) throws Throwable {
		List<HandlerCall> calls = this.calls;
		try {
			Object result = invocation.proceed();
			calls.add(call(invocation, Status.SUCCEEDED, result, null));
			return result;
		}
		catch (UnreadableBodyException ex) {
			calls.add(call(invocation, Status.UNREADABLE, null, ex));
			throw ex;
		}
		catch (Throwable ex) {
			calls.add(call(invocation, Status.FAILED, null, ex));
			throw ex;
		}
	}

	private static HandlerCall call(HandlerInvocation invocation, Status status, @Nullable Object result,
			@Nullable Throwable error) {
		return new HandlerCall(invocation.handler().id(), invocation.callback(), status, result, error);
	}

	/**
	 * Return the calls.
	 * @return the calls until now
	 */
	public List<HandlerCall> list() {
		return List.copyOf(this.calls);
	}

	/**
	 * Forget the calls, those that have not ended yet included.
	 */
	public void clear() {
		this.calls = new CopyOnWriteArrayList<>();
	}

	@Override
	public HandlerCallsAssert assertThat() {
		return new HandlerCallsAssert(this);
	}

}
