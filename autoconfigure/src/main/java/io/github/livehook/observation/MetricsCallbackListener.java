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

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * {@link CallbackListener} that counts. No value of a key comes from a sender. Counters
 * whose keys have a fixed set of values are there from the start, since a rate does not
 * see the step from none to one.
 *
 * @since 0.1.0
 */
public final class MetricsCallbackListener implements CallbackListener, MeterBinder {

	static final String EVENT = "event";

	static final String DECISION = "decision";

	private final MeterRegistry registry;

	private final CommandCatalog catalog;

	private final KnownCommands commands;

	// By the id of the handler. Kept, since to look one up costs more than to count
	private final Supplier<Map<String, Map<AttemptVerdict.End, Counter>>> attempts;

	/**
	 * Create the listener.
	 * @param registry the registry to count with
	 * @param catalog the catalogue of the commands that may be values of keys
	 * @param handlers the handlers, whose ids and commands may be values of keys as well
	 */
	public MetricsCallbackListener(MeterRegistry registry, CommandCatalog catalog, CallbackHandlers handlers) {
		this.registry = registry;
		this.catalog = catalog;
		this.commands = new KnownCommands(catalog, handlers);
		this.attempts = SingletonSupplier
			.of(() -> handlers.handlers().stream().collect(Collectors.toMap(CallbackHandler::id, this::attemptsOf)));
	}

	private Map<AttemptVerdict.End, Counter> attemptsOf(CallbackHandler handler) {
		Map<AttemptVerdict.End, Counter> attempts = new EnumMap<>(AttemptVerdict.End.class);
		for (AttemptVerdict.End end : AttemptVerdict.End.values()) {
			attempts.put(end, counter(this.registry, LivehookMeters.DELIVERY_ATTEMPTS,
					tag(LivehookMeters.Key.HANDLER, handler.id()).and(tag(LivehookMeters.Key.END, end))));
		}
		return attempts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (VerificationFailure.Reason reason : VerificationFailure.Reason.values()) {
			counter(registry, LivehookMeters.VERIFICATION_FAILURES, tag(LivehookMeters.Key.REASON, reason));
			counter(registry, LivehookMeters.VERIFICATION_REPORTED, tag(LivehookMeters.Key.REASON, reason));
		}
		for (InvalidRequest reason : InvalidRequest.values()) {
			counter(registry, LivehookMeters.REQUESTS_INVALID, tag(LivehookMeters.Key.REASON, reason));
		}
		counter(registry, LivehookMeters.COMMANDS_DIFFERING, Tags.empty());
		counter(registry, LivehookMeters.COMMANDS_UNKNOWN, Tags.empty());
		counter(registry, LivehookMeters.CALLBACKS_SATURATED, tag(LivehookMeters.Key.KIND, EVENT));
		counter(registry, LivehookMeters.CALLBACKS_SATURATED, tag(LivehookMeters.Key.KIND, DECISION));
		this.attempts.get();
	}

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		count(enforced ? LivehookMeters.VERIFICATION_FAILURES : LivehookMeters.VERIFICATION_REPORTED,
				tag(LivehookMeters.Key.REASON, failure.reason()));
	}

	@Override
	public void requestInvalid(InvalidRequest reason, String detail) {
		count(LivehookMeters.REQUESTS_INVALID, tag(LivehookMeters.Key.REASON, reason));
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		count(LivehookMeters.COMMANDS_DIFFERING, Tags.empty());
	}

	@Override
	public void attempted(CallbackHandler handler, CallbackMetadata callback, AttemptVerdict verdict) {
		Map<AttemptVerdict.End, Counter> attempts = this.attempts.get().get(handler.id());
		if (attempts != null) {
			attempts.get(verdict.end()).increment();
		}
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(callback);
		switch (result.status()) {
			case DUPLICATE -> countCommand(LivehookMeters.CALLBACKS_DUPLICATE, callback);
			case SATURATED -> count(LivehookMeters.CALLBACKS_SATURATED, tag(LivehookMeters.Key.KIND, EVENT));
			default -> {
			}
		}
		if (atDeadline != null) {
			countCommand(LivehookMeters.RESPONSES_LATE, callback);
		}
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(callback);
		if (result.status() == DecisionResult.Status.SATURATED) {
			count(LivehookMeters.CALLBACKS_SATURATED, tag(LivehookMeters.Key.KIND, DECISION));
		}
		if (atDeadline != null || result.status() == DecisionResult.Status.LATE) {
			countCommand(LivehookMeters.RESPONSES_LATE, callback);
		}
	}

	@Override
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		countCommand(LivehookMeters.DECISIONS_LATE, callback.metadata());
	}

	private void countUnknown(CallbackMetadata callback) {
		if (this.catalog.find(callback.command()) == null) {
			count(LivehookMeters.COMMANDS_UNKNOWN, Tags.empty());
		}
	}

	private void countCommand(LivehookMeters meter, CallbackMetadata callback) {
		count(meter, tag(LivehookMeters.Key.COMMAND, this.commands.valueOf(callback.command())));
	}

	private void count(LivehookMeters meter, Tags tags) {
		counter(this.registry, meter, tags).increment();
	}

	private static Tags tag(LivehookMeters.Key key, Enum<?> value) {
		return tag(key, value.name().toLowerCase(Locale.ROOT));
	}

	private static Tags tag(LivehookMeters.Key key, String value) {
		return Tags.of(key.asString(), value);
	}

	private static Counter counter(MeterRegistry registry, LivehookMeters meter, Tags tags) {
		return Counter.builder(meter.getName()).tags(tags).register(registry);
	}

}
