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

package io.github.livehook.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;

/**
 * A call of a handler, on its way through the {@link CallbackInterceptor interceptors}.
 *
 * @since 0.1.0
 */
public final class HandlerInvocation {

	private final CallbackHandler handler;

	private final Callback callback;

	private final List<CallbackInterceptor> remaining;

	HandlerInvocation(CallbackHandler handler, Callback callback, List<CallbackInterceptor> interceptors) {
		this.handler = handler;
		this.callback = callback;
		this.remaining = interceptors;
	}

	/**
	 * Return the handler that is called.
	 * @return the handler
	 */
	public CallbackHandler handler() {
		return this.handler;
	}

	/**
	 * Return the callback that it is called with.
	 * @return the callback
	 */
	public Callback callback() {
		return this.callback;
	}

	/**
	 * Go on to the next interceptor or, after the last one, to the handler.
	 * @return what the handler returned
	 * @throws Throwable whatever the handler throws
	 */
	public @Nullable Object proceed() throws Throwable {
		if (this.remaining.isEmpty()) {
			return this.handler.handle(this.callback);
		}
		List<CallbackInterceptor> rest = this.remaining.subList(1, this.remaining.size());
		return this.remaining.get(0).intercept(new HandlerInvocation(this.handler, this.callback, rest));
	}

}
