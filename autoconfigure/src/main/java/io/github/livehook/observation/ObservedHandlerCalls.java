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

package io.github.livehook.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerInvocation;

/**
 * {@link CallbackInterceptor} that observes each call of a handler, as a part of its
 * callback where that is being processed, and each attempt by itself after that.
 *
 * @since 0.1.0
 */
public final class ObservedHandlerCalls implements CallbackInterceptor {

	private static final HandlerObservationConvention DEFAULT_CONVENTION = new DefaultHandlerObservationConvention();

	private final ObservationRegistry registry;

	private final KnownCommands commands;

	private final ObservedCallbacks callbacks;

	private final @Nullable HandlerObservationConvention convention;

	/**
	 * Create the interceptor.
	 * @param registry where to observe
	 * @param commands the commands that may become values of keys
	 * @param callbacks the callbacks that calls are a part of
	 * @param convention the convention, {@code null} for the default
	 */
	public ObservedHandlerCalls(ObservationRegistry registry, KnownCommands commands, ObservedCallbacks callbacks,
			@Nullable HandlerObservationConvention convention) {
		this.registry = registry;
		this.commands = commands;
		this.callbacks = callbacks;
		this.convention = convention;
	}

	@Override
	public @Nullable Object intercept(HandlerInvocation invocation) throws Throwable {
		if (this.registry.isNoop()) {
			return invocation.proceed();
		}
		CallbackMetadata metadata = invocation.callback().metadata();
		HandlerObservationContext context = new HandlerObservationContext(invocation.handler(), metadata,
				this.commands.valueOf(metadata.command()));
		IsolatedObservation observation = IsolatedObservation.start(this.registry, () -> create(context));
		Runnable close = observation.open();
		try {
			Object result = invocation.proceed();
			context.ended("succeeded");
			return result;
		}
		catch (Throwable ex) {
			context.ended((ex instanceof UnreadableBodyException) ? "unreadable" : "failed");
			observation.error(ex);
			throw ex;
		}
		finally {
			close.run();
			observation.stop();
		}
	}

	private Observation create(HandlerObservationContext context) {
		Observation callback = this.callbacks.find(context.getMetadata());
		return LivehookObservations.HANDLER
			.observation(this.convention, DEFAULT_CONVENTION, () -> context, this.registry)
			.parentObservation((callback != null) ? callback : this.registry.getCurrentObservation());
	}

}
