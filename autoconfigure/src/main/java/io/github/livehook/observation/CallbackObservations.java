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

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerInvocation;

/**
 * The {@link Observation observations} of callbacks and of the calls of their handlers. A
 * callback is observed from its decoding until its handlers have ended, it is stored or
 * its response is sent.
 *
 * @since 0.1.0
 */
public final class CallbackObservations implements CallbackInterceptor, CallbackListener {

	private static final CallbackObservationConvention DEFAULT_CALLBACK_CONVENTION = new CallbackObservationConvention() {
	};

	private static final HandlerObservationConvention DEFAULT_HANDLER_CONVENTION = new HandlerObservationConvention() {
	};

	private final ObservationRegistry registry;

	private final KnownCommands commands;

	private final @Nullable CallbackObservationConvention callbackConvention;

	private final @Nullable HandlerObservationConvention handlerConvention;

	// By identity: the metadata of a callback are one object all the way, and the events
	// of a batch may be equal
	private final ThreadLocal<@Nullable Map<CallbackMetadata, Observation>> current = new ThreadLocal<>();

	/**
	 * Create the observations.
	 * @param registry the registry to observe with
	 * @param catalog the catalogue of the commands that may be values of keys
	 * @param handlers the handlers, whose commands may be values of keys as well
	 * @param callbackConvention the convention for callbacks, {@code null} for the
	 * default
	 * @param handlerConvention the convention for the calls of handlers, {@code null} for
	 * the default
	 */
	public CallbackObservations(ObservationRegistry registry, CommandCatalog catalog, CallbackHandlers handlers,
			@Nullable CallbackObservationConvention callbackConvention,
			@Nullable HandlerObservationConvention handlerConvention) {
		this.registry = registry;
		this.commands = new KnownCommands(catalog, handlers);
		this.callbackConvention = callbackConvention;
		this.handlerConvention = handlerConvention;
	}

	/**
	 * Observe the callbacks of a request. The observation of a single callback is the
	 * current one meanwhile; those of the events of a batch are side by side.
	 * @param callbacks the callbacks, at least one
	 * @param processing the processing of all of them, on the current thread
	 */
	public void observe(List<Callback> callbacks, Runnable processing) {
		Map<CallbackMetadata, Observation> observations = new IdentityHashMap<>(callbacks.size());
		for (Callback callback : callbacks) {
			observations.put(callback.metadata(), start(callback.metadata()));
		}
		this.current.set(observations);
		try {
			Observation observation = (callbacks.size() == 1) ? find(callbacks.get(0).metadata()) : null;
			if (observation != null && isEnabled(observation)) {
				observation.scoped(processing);
			}
			else {
				processing.run();
			}
		}
		finally {
			this.current.remove();
			observations.values().forEach(Observation::stop);
		}
	}

	private Observation start(CallbackMetadata callback) {
		return Observation.start(this.callbackConvention, DEFAULT_CALLBACK_CONVENTION,
				() -> new CallbackObservationContext(callback, this.commands.valueOf(callback.command())),
				this.registry);
	}

	@Override
	public @Nullable Object intercept(HandlerInvocation invocation) throws Throwable {
		Observation parent = find(invocation.callback().metadata());
		if (parent == null || !isEnabled(parent) || parent == this.registry.getCurrentObservation()) {
			return observe(invocation);
		}
		// A tracer takes the current span for the parent, not that of the parent
		// observation
		Observation.Scope scope = parent.openScope();
		try {
			return observe(invocation);
		}
		finally {
			scope.close();
		}
	}

	private @Nullable Object observe(HandlerInvocation invocation) throws Throwable {
		CallbackMetadata callback = invocation.callback().metadata();
		HandlerObservationContext context = new HandlerObservationContext(invocation.handler(), callback,
				this.commands.valueOf(callback.command()));
		Observation observation = Observation.createNotStarted(this.handlerConvention, DEFAULT_HANDLER_CONVENTION,
				() -> context, this.registry);
		return isEnabled(observation) ? observation.observeChecked(() -> proceed(invocation, context))
				: invocation.proceed();
	}

	private static @Nullable Object proceed(HandlerInvocation invocation, HandlerObservationContext context)
			throws Throwable {
		try {
			Object result = invocation.proceed();
			context.setOutcome("succeeded");
			return result;
		}
		catch (Throwable ex) {
			context.setOutcome((ex instanceof UnreadableBodyException) ? "unreadable" : "failed");
			throw ex;
		}
	}

	// The scope of an observation that is switched off would hide the outer one
	private static boolean isEnabled(Observation observation) {
		return !observation.isNoop();
	}

	private @Nullable Observation find(CallbackMetadata callback) {
		Map<CallbackMetadata, Observation> observations = this.current.get();
		return (observations != null) ? observations.get(callback) : null;
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		ended(callback, result.status(), atDeadline != null);
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		ended(callback, result.status(), atDeadline != null);
	}

	private void ended(CallbackMetadata callback, Enum<?> status, boolean late) {
		Observation observation = find(callback);
		if (observation != null && observation.getContext() instanceof CallbackObservationContext context) {
			context.setOutcome(status.name().toLowerCase(Locale.ROOT), late);
		}
	}

}
