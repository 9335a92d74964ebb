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

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.Decision;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.web.CallbackListener;
import io.github.livehook.web.CallbackResponse;
import io.github.livehook.web.InvalidRequest;

/**
 * {@link CallbackListener} that counts what should not happen often. The values of its
 * keys are never what a sender invents. The counters whose keys have a fixed set of
 * values are there from the start, since a rate does not see the step from none to one.
 *
 * @since 0.1.0
 */
public final class MeteredCallbacks implements CallbackListener, MeterBinder {

	static final String EVENT = "event";

	static final String QUESTION = "question";

	private final MeterRegistry registry;

	private final KnownCommands commands;

	private final CommandCatalog catalog;

	/**
	 * Create the listener.
	 * @param registry where to count
	 * @param commands the commands that may become values of keys
	 * @param catalog the commands that have a record
	 */
	public MeteredCallbacks(MeterRegistry registry, KnownCommands commands, CommandCatalog catalog) {
		this.registry = registry;
		this.commands = commands;
		this.catalog = catalog;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		for (VerificationFailure.Reason reason : VerificationFailure.Reason.values()) {
			counter(registry, LivehookMeters.REFUSED, tagOf(reason));
			counter(registry, LivehookMeters.REPORTED, tagOf(reason));
		}
		for (InvalidRequest reason : InvalidRequest.values()) {
			counter(registry, LivehookMeters.REJECTED, tagOf(reason));
		}
		counter(registry, LivehookMeters.COMMANDS_DIFFERING, Tags.empty());
		counter(registry, LivehookMeters.COMMANDS_UNKNOWN, Tags.empty());
		counter(registry, LivehookMeters.SATURATED, tagOf(EVENT));
		counter(registry, LivehookMeters.SATURATED, tagOf(QUESTION));
	}

	@Override
	public void refused(InboundRequest request, VerificationFailure refusal) {
		countReason(LivehookMeters.REFUSED, refusal.reason());
	}

	@Override
	public void reported(InboundRequest request, VerificationFailure refusal) {
		countReason(LivehookMeters.REPORTED, refusal.reason());
	}

	@Override
	public void rejected(InvalidRequest rejection, String detail) {
		countReason(LivehookMeters.REJECTED, rejection);
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		count(LivehookMeters.COMMANDS_DIFFERING, Tags.empty());
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(metadata);
		switch (result.status()) {
			case DUPLICATE -> countCommand(LivehookMeters.DUPLICATE, metadata);
			case SATURATED -> countKind(EVENT);
			default -> {
			}
		}
		if (atDeadline != null) {
			countCommand(LivehookMeters.ANSWERED_LATE, metadata);
		}
	}

	@Override
	public void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		countUnknown(metadata);
		if (result.status() == DecisionResult.Status.SATURATED) {
			countKind(QUESTION);
		}
		if (atDeadline != null || result.status() == DecisionResult.Status.LATE) {
			countCommand(LivehookMeters.ANSWERED_LATE, metadata);
		}
	}

	@Override
	public void decidedLate(CallbackMetadata metadata, Decision decision) {
		countCommand(LivehookMeters.DECIDED_LATE, metadata);
	}

	private void countUnknown(CallbackMetadata metadata) {
		if (this.catalog.find(metadata.command()) == null) {
			count(LivehookMeters.COMMANDS_UNKNOWN, Tags.empty());
		}
	}

	private void countReason(LivehookMeters meter, Enum<?> reason) {
		count(meter, tagOf(reason));
	}

	private void countCommand(LivehookMeters meter, CallbackMetadata metadata) {
		count(meter, Tags.of(LivehookMeters.Key.COMMAND.asString(), this.commands.valueOf(metadata.command())));
	}

	private void countKind(String kind) {
		count(LivehookMeters.SATURATED, tagOf(kind));
	}

	private void count(LivehookMeters meter, Tags tags) {
		counter(this.registry, meter, tags).increment();
	}

	private static Tags tagOf(Enum<?> reason) {
		return Tags.of(LivehookMeters.Key.REASON.asString(), reason.name().toLowerCase(Locale.ROOT));
	}

	private static Tags tagOf(String kind) {
		return Tags.of(LivehookMeters.Key.KIND.asString(), kind);
	}

	private static Counter counter(MeterRegistry registry, LivehookMeters meter, Tags tags) {
		return Counter.builder(meter.getName()).tags(tags).register(registry);
	}

}
