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

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.Decision;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.web.CallbackListener;
import io.github.livehook.web.CallbackResponse;
import io.github.livehook.web.InvalidRequest;

/**
 * {@link CallbackListener} that counts since start-up, and remembers the last refusal for
 * each reason. What it keeps does not grow with what a sender invents.
 *
 * @since 0.1.0
 */
public final class CallbackCounts implements CallbackListener {

	private static final int MAX_LENGTH = 300;

	private final InstantSource clock;

	private final Map<Enum<?>, LongAdder> counters = new ConcurrentHashMap<>();

	private final Map<Enum<?>, LongAdder> reported = new ConcurrentHashMap<>();

	private final LongAdder answeredLate = new LongAdder();

	private final LongAdder decidedLate = new LongAdder();

	private final LongAdder commandsDiffering = new LongAdder();

	private final Map<VerificationFailure.Reason, LastRefusal> lastRefusals = new ConcurrentHashMap<>();

	/**
	 * Create the counts.
	 * @param clock tells when a request was refused
	 */
	public CallbackCounts(InstantSource clock) {
		this.clock = clock;
	}

	@Override
	public void refused(InboundRequest request, VerificationFailure refusal) {
		count(refusal.reason());
		this.lastRefusals.put(refusal.reason(), new LastRefusal(this.clock.instant(), printable(refusal.detail())));
	}

	@Override
	public void reported(InboundRequest request, VerificationFailure refusal) {
		count(this.reported, refusal.reason());
	}

	@Override
	public void rejected(InvalidRequest rejection, String detail) {
		count(rejection);
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		this.commandsDiffering.increment();
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		count(result.status());
		countLate(atDeadline != null);
	}

	@Override
	public void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		count(result.status());
		countLate(atDeadline != null || result.status() == DecisionResult.Status.LATE);
	}

	@Override
	public void decidedLate(CallbackMetadata metadata, Decision decision) {
		this.decidedLate.increment();
	}

	private void count(Enum<?> what) {
		count(this.counters, what);
	}

	private static void count(Map<Enum<?>, LongAdder> counters, Enum<?> what) {
		counters.computeIfAbsent(what, (key) -> new LongAdder()).increment();
	}

	private void countLate(boolean late) {
		if (late) {
			this.answeredLate.increment();
		}
	}

	private static String printable(String text) {
		return LogSanitizer.of(text, MAX_LENGTH);
	}

	Counts counts() {
		return new Counts(countsOf(this.counters, DeliveryResult.Status.values()),
				countsOf(this.counters, DecisionResult.Status.values()),
				countsOf(this.counters, VerificationFailure.Reason.values()),
				countsOf(this.reported, VerificationFailure.Reason.values()),
				countsOf(this.counters, InvalidRequest.values()), this.answeredLate.sum(), this.decidedLate.sum(),
				this.commandsDiffering.sum());
	}

	private static Map<String, Long> countsOf(Map<Enum<?>, LongAdder> counters, Enum<?>[] values) {
		Map<String, Long> counts = new LinkedHashMap<>();
		for (Enum<?> value : values) {
			LongAdder counter = counters.get(value);
			counts.put(nameOf(value), (counter != null) ? counter.sum() : 0);
		}
		return counts;
	}

	Map<String, LastRefusal> lastRefusals() {
		Map<String, LastRefusal> refusals = new LinkedHashMap<>();
		new TreeMap<>(this.lastRefusals).forEach((reason, last) -> refusals.put(nameOf(reason), last));
		return refusals;
	}

	private static String nameOf(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * What was counted since start-up.
	 *
	 * @param callbacks callbacks by how they ended
	 * @param questions questions by how they were decided
	 * @param refused refused requests by reason
	 * @param reported requests that were accepted and that {@code enforce} refuses, by
	 * reason
	 * @param rejected requests that were not taken as callbacks, by reason
	 * @param answeredLate requests that were answered at the deadline
	 * @param decidedLate decisions that came after the answer
	 * @param commandsDiffering requests whose query and body name different commands
	 */
	public record Counts(Map<String, Long> callbacks, Map<String, Long> questions, Map<String, Long> refused,
			Map<String, Long> reported, Map<String, Long> rejected, long answeredLate, long decidedLate,
			long commandsDiffering) {

	}

	/**
	 * The last request that was refused for a reason.
	 *
	 * @param time when
	 * @param detail what was wrong, as in the log
	 */
	public record LastRefusal(Instant time, String detail) {

	}

}
