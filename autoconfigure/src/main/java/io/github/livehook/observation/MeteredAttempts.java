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

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.delivery.DeliveryListener;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * {@link DeliveryListener} that counts attempts by handler and end. The counters of the
 * application's handlers are there from the start, since a rate does not see the step
 * from none to one.
 *
 * @since 0.1.0
 */
public final class MeteredAttempts implements DeliveryListener, MeterBinder {

	// The value for a handler that the application does not have
	private static final String OTHER = "other";

	private final MeterRegistry registry;

	private final CallbackHandlers handlers;

	private volatile @Nullable Set<String> ids;

	/**
	 * Create the listener.
	 * @param registry where to count
	 * @param handlers the handlers, which are asked when counters are bound or counted
	 */
	public MeteredAttempts(MeterRegistry registry, CallbackHandlers handlers) {
		this.registry = registry;
		this.handlers = handlers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (String id : ids()) {
			for (AttemptEnd end : AttemptEnd.values()) {
				counter(registry, id, end);
			}
		}
	}

	@Override
	public void attempted(String handlerId, CallbackMetadata callback, AttemptEnd end) {
		counter(this.registry, ids().contains(handlerId) ? handlerId : OTHER, end).increment();
	}

	private Set<String> ids() {
		Set<String> ids = this.ids;
		if (ids == null) {
			ids = this.handlers.handlers().stream().map(CallbackHandler::id).collect(Collectors.toUnmodifiableSet());
			this.ids = ids;
		}
		return ids;
	}

	private static Counter counter(MeterRegistry registry, String handlerId, AttemptEnd end) {
		return Counter.builder(LivehookMeters.DELIVERY_ATTEMPTS.getName())
			.tags(Tags.of(LivehookMeters.Key.HANDLER.asString(), handlerId, LivehookMeters.Key.END.asString(),
					end.name().toLowerCase(Locale.ROOT)))
			.register(registry);
	}

}
