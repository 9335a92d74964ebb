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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.core.NestedExceptionUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.FailureLog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * Calls one handler with one callback, isolated from all others: what it throws goes to
 * the {@link FailureLog}, and what it leaves in the {@link MDC} is taken out again.
 *
 * @since 0.1.0
 */
public final class CallbackDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(CallbackDispatcher.class);

	private static final String REQUEST_CONTEXT = "org.springframework.web.context.request.RequestContextHolder";

	private final FailureLog failures = new FailureLog();

	private final List<CallbackInterceptor> interceptors;

	/**
	 * Create a dispatcher.
	 * @param interceptors the interceptors around every call, the outermost first
	 */
	public CallbackDispatcher(List<CallbackInterceptor> interceptors) {
		this.interceptors = List.copyOf(interceptors);
	}

	/**
	 * Call a handler on the current thread. If the handler was interrupted, the thread is
	 * still marked so afterwards.
	 * @param handler the handler
	 * @param callback the callback
	 * @return the outcome of the call; this method does not throw
	 */
	public HandlerOutcome dispatch(CallbackHandler handler, Callback callback) {
		Map<String, String> context = MDC.getCopyOfContextMap();
		try {
			return HandlerOutcome.succeeded(new HandlerInvocation(handler, callback, this.interceptors).proceed());
		}
		catch (UnreadableBodyException ex) {
			return HandlerOutcome.failed(Status.UNREADABLE, ex);
		}
		catch (Throwable ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			this.failures.log(logger, handler.description() + " failed" + hint(ex), callback.metadata().requestId(),
					ex);
			return HandlerOutcome.failed(Status.FAILED, ex);
		}
		finally {
			restore(context);
		}
	}

	private static String hint(Throwable failure) {
		StackTraceElement[] trace = NestedExceptionUtils.getMostSpecificCause(failure).getStackTrace();
		return (trace.length > 0 && trace[0].getClassName().equals(REQUEST_CONTEXT))
				? ": it needs the web request, and handlers run without it: take CallbackMetadata, or have a "
						+ "CallbackInterceptor set what it needs"
				: "";
	}

	private static void restore(@Nullable Map<String, String> context) {
		if (context != null) {
			MDC.setContextMap(context);
		}
		else {
			MDC.clear();
		}
	}

}
