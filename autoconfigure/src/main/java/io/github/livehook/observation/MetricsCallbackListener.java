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

	private static final String VERIFICATION_FAILURES = "livehook.verification.failures";

	private static final String VERIFICATION_REPORTED = "livehook.verification.reported";

	private static final String REQUESTS_INVALID = "livehook.requests.invalid";

	private static final String COMMANDS_DIFFERING = "livehook.commands.differing";

	private static final String COMMANDS_UNKNOWN = "livehook.commands.unknown";

	private static final String DEAD_LETTERS_REMOVED = "livehook.delivery.dead.removed";

	private static final String CALLBACKS_LOST = "livehook.delivery.lost";

	private static final String RECORDS_INVALID = "livehook.delivery.records.invalid";

	private static final String CALLBACKS_DUPLICATE = "livehook.callbacks.duplicate";

	private static final String CALLBACKS_SATURATED = "livehook.callbacks.saturated";

	private final MeterRegistry registry;

	private final CommandCatalog catalog;

	private final CallbackHandlers handlers;

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
		this.handlers = handlers;
		this.commands = new KnownCommands(catalog, handlers);
		this.attempts = SingletonSupplier
			.of(() -> handlers.handlers().stream().collect(Collectors.toMap(CallbackHandler::id, this::attemptsOf)));
	}

	private Map<AttemptVerdict.End, Counter> attemptsOf(CallbackHandler handler) {
		Map<AttemptVerdict.End, Counter> attempts = new EnumMap<>(AttemptVerdict.End.class);
		for (AttemptVerdict.End end : AttemptVerdict.End.values()) {
			attempts.put(end, this.registry.counter("livehook.delivery.attempts", "handler", handler.id(), "end",
					lowerCase(end)));
		}
		return attempts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (VerificationFailure.Reason reason : VerificationFailure.Reason.values()) {
			registry.counter(VERIFICATION_FAILURES, "reason", lowerCase(reason));
			registry.counter(VERIFICATION_REPORTED, "reason", lowerCase(reason));
		}
		for (InvalidRequest reason : InvalidRequest.values()) {
			registry.counter(REQUESTS_INVALID, "reason", lowerCase(reason));
		}
		registry.counter(COMMANDS_DIFFERING);
		registry.counter(COMMANDS_UNKNOWN);
		registry.counter(DEAD_LETTERS_REMOVED);
		registry.counter(CALLBACKS_LOST);
		registry.counter(RECORDS_INVALID);
		registry.counter(CALLBACKS_SATURATED, "kind", EVENT);
		registry.counter(CALLBACKS_SATURATED, "kind", DECISION);
		this.handlers.handlers().forEach(this::attemptsOf);
	}

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		count(enforced ? VERIFICATION_FAILURES : VERIFICATION_REPORTED, "reason", lowerCase(failure.reason()));
	}

	@Override
	public void requestInvalid(InvalidRequest reason, String detail) {
		count(REQUESTS_INVALID, "reason", lowerCase(reason));
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		count(COMMANDS_DIFFERING);
	}

	@Override
	public void attempted(CallbackHandler handler, CallbackMetadata callback, AttemptVerdict verdict) {
		Map<AttemptVerdict.End, Counter> attempts = this.attempts.get().get(handler.id());
		Counter counter = (attempts != null) ? attempts.get(verdict.end()) : null;
		if (counter != null) {
			counter.increment();
		}
	}

	@Override
	public void deadLettersRemoved(int count) {
		this.registry.counter(DEAD_LETTERS_REMOVED).increment(count);
	}

	@Override
	public void callbacksLost(long count) {
		this.registry.counter(CALLBACKS_LOST).increment(count);
	}

	@Override
	public void recordInvalid() {
		count(RECORDS_INVALID);
	}

	@Override
	public void duplicateDropped(CallbackMetadata callback) {
		countCommand(CALLBACKS_DUPLICATE, callback);
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(callback);
		if (result.status() == DeliveryResult.Status.DUPLICATE) {
			countCommand(CALLBACKS_DUPLICATE, callback);
		}
		if (result.status() == DeliveryResult.Status.SATURATED) {
			count(CALLBACKS_SATURATED, "kind", EVENT);
		}
		countLate(callback, atDeadline != null);
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(callback);
		if (result.status() == DecisionResult.Status.SATURATED) {
			count(CALLBACKS_SATURATED, "kind", DECISION);
		}
		countLate(callback, atDeadline != null || result.status() == DecisionResult.Status.LATE);
	}

	@Override
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		countCommand("livehook.decisions.late", callback.metadata());
	}

	private void countUnknown(CallbackMetadata callback) {
		if (this.catalog.find(callback.command()) == null) {
			count(COMMANDS_UNKNOWN);
		}
	}

	private void countLate(CallbackMetadata callback, boolean late) {
		if (late) {
			countCommand("livehook.responses.late", callback);
		}
	}

	private void countCommand(String name, CallbackMetadata callback) {
		count(name, "command", this.commands.valueOf(callback.command()));
	}

	private void count(String name, String... tags) {
		this.registry.counter(name, tags).increment();
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
