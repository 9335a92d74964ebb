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

package io.github.livehook.actuate;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * {@link CallbackListener} that counts since start-up, and keeps the last verification
 * failure for each reason. Its size does not depend on senders.
 *
 * @since 0.1.0
 */
public final class CallbackCounts implements CallbackListener {

	private static final int MAX_LENGTH = 300;

	private final InstantSource clock;

	private final Map<Enum<?>, LongAdder> counters = new ConcurrentHashMap<>();

	private final Map<Enum<?>, LongAdder> reported = new ConcurrentHashMap<>();

	private final LongAdder lateResponses = new LongAdder();

	private final LongAdder lateDecisions = new LongAdder();

	private final LongAdder differingCommands = new LongAdder();

	private final Map<VerificationFailure.Reason, LastFailure> lastFailures = new ConcurrentHashMap<>();

	/**
	 * Create the counts.
	 * @param clock the clock for the times of verification failures
	 */
	public CallbackCounts(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		if (!enforced) {
			count(this.reported, failure.reason());
			return;
		}
		count(this.counters, failure.reason());
		this.lastFailures.put(failure.reason(),
				new LastFailure(this.clock.instant(), LogSanitizer.sanitize(failure.detail(), MAX_LENGTH)));
	}

	@Override
	public void requestInvalid(InvalidRequest reason, String detail) {
		count(this.counters, reason);
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		this.differingCommands.increment();
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		count(this.counters, result.status());
		countLate(atDeadline != null);
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		count(this.counters, result.status());
		countLate(atDeadline != null || result.status() == DecisionResult.Status.LATE);
	}

	@Override
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		this.lateDecisions.increment();
	}

	private static void count(Map<Enum<?>, LongAdder> counters, Enum<?> value) {
		counters.computeIfAbsent(value, (key) -> new LongAdder()).increment();
	}

	private void countLate(boolean late) {
		if (late) {
			this.lateResponses.increment();
		}
	}

	Counts counts() {
		return new Counts(countsOf(this.counters, DeliveryResult.Status.values()),
				countsOf(this.counters, DecisionResult.Status.values()),
				countsOf(this.counters, VerificationFailure.Reason.values()),
				countsOf(this.reported, VerificationFailure.Reason.values()),
				countsOf(this.counters, InvalidRequest.values()), this.lateResponses.sum(), this.lateDecisions.sum(),
				this.differingCommands.sum());
	}

	private static Map<String, Long> countsOf(Map<Enum<?>, LongAdder> counters, Enum<?>[] values) {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Enum<?> value : values) {
			LongAdder counter = counters.get(value);
			counts.put(nameOf(value), (counter != null) ? counter.sum() : 0);
		}
		return counts;
	}

	Map<String, LastFailure> lastFailures() {
		Map<String, LastFailure> failures = new LinkedHashMap<>();
		new TreeMap<>(this.lastFailures).forEach((reason, last) -> failures.put(nameOf(reason), last));
		return failures;
	}

	private static String nameOf(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The counts since start-up.
	 *
	 * @param callbacks events by the status of their delivery
	 * @param decisions before-callbacks by the status of their decision
	 * @param verificationFailures verification failures whose response was 403, by reason
	 * @param reportedFailures verification failures of requests that were accepted, by
	 * reason
	 * @param invalidRequests invalid requests by reason
	 * @param lateResponses responses that were sent at the deadline
	 * @param lateDecisions decisions that were made after the response had been sent
	 * @param differingCommands requests whose query and body name different commands
	 */
	public record Counts(Map<String, Long> callbacks, Map<String, Long> decisions,
			Map<String, Long> verificationFailures, Map<String, Long> reportedFailures,
			Map<String, Long> invalidRequests, long lateResponses, long lateDecisions, long differingCommands) {

	}

	/**
	 * The last verification failure for a reason.
	 *
	 * @param time the time of the failure
	 * @param detail the detail, as in the log
	 */
	public record LastFailure(Instant time, String detail) {

	}

}
