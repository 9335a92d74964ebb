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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.handler.HandlerOutcome.Status;

/**
 * Calls one handler with one callback, isolated from all others: whatever it throws is
 * logged and told to the {@link HandlerErrorListener listeners}, and what it leaves in
 * the {@link MDC} is taken out again.
 *
 * @since 0.1.0
 */
public final class CallbackDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(CallbackDispatcher.class);

	private final List<CallbackInterceptor> interceptors;

	private final List<HandlerErrorListener> errorListeners;

	/**
	 * Create a dispatcher.
	 * @param interceptors what goes around every call, the outermost first
	 * @param errorListeners who is told of failures
	 */
	public CallbackDispatcher(List<CallbackInterceptor> interceptors, List<HandlerErrorListener> errorListeners) {
		this.interceptors = List.copyOf(interceptors);
		this.errorListeners = List.copyOf(errorListeners);
	}

	/**
	 * Call a handler on the current thread. If the handler was interrupted, the thread is
	 * still marked so afterwards.
	 * @param handler the handler
	 * @param callback the callback
	 * @return how the call ended; this method does not throw
	 */
	public HandlerOutcome dispatch(CallbackHandler handler, Callback callback) {
		return dispatch(handler, callback, (status) -> {
		});
	}

	/**
	 * Call a handler on the current thread. If the handler was interrupted, the thread is
	 * still marked so afterwards.
	 * @param handler the handler
	 * @param callback the callback
	 * @param failed told at once if the call has failed, before it is logged and the
	 * listeners are told
	 * @return how the call ended; this method does not throw
	 */
	public HandlerOutcome dispatch(CallbackHandler handler, Callback callback, Consumer<Status> failed) {
		Map<String, String> context = MDC.getCopyOfContextMap();
		try {
			return HandlerOutcome.succeeded(new HandlerInvocation(handler, callback, this.interceptors).proceed());
		}
		catch (UnreadableBodyException ex) {
			failed.accept(Status.UNREADABLE);
			tellListeners(handler, callback, ex);
			return HandlerOutcome.failed(Status.UNREADABLE, ex);
		}
		catch (Throwable ex) {
			if (ex instanceof InterruptedException) {
				Thread.currentThread().interrupt();
			}
			failed.accept(Status.FAILED);
			logger.error("{} failed", handler.description(), ex);
			tellListeners(handler, callback, ex);
			return HandlerOutcome.failed(Status.FAILED, ex);
		}
		finally {
			restore(context);
		}
	}

	private void tellListeners(CallbackHandler handler, Callback callback, Throwable error) {
		for (HandlerErrorListener listener : this.errorListeners) {
			try {
				listener.onError(handler, callback, error);
			}
			catch (Throwable ex) {
				logger.error("The error listener {} failed", listener.getClass().getName(), ex);
			}
		}
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
