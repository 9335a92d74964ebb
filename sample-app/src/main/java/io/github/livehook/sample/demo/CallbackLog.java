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

package io.github.livehook.sample.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.delivery.AttemptVerdict;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

// How the last callbacks were answered, and what their handlers have made of them once they were stored
@Component
@Profile("demo")
class CallbackLog implements CallbackListener {

	private final Deque<Entry> entries = new ArrayDeque<>();

	private long count;

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		add(request.receivedAt(), "", "forbidden", failure.reason().name());
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		add(callback.receivedAt(), callback.command(), result.status().name(), "");
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		add(callback.receivedAt(), callback.command(), result.status().name(),
				result.decision().code() + " " + result.decision().text());
	}

	@Override
	public void attempted(CallbackHandler handler, CallbackMetadata callback, AttemptVerdict verdict) {
		if (!(handler instanceof DecisionHandler)) {
			add(callback.receivedAt(), callback.command(), verdict.end().name(), handler.id());
		}
	}

	private synchronized void add(Instant at, String command, String outcome, String detail) {
		long micros = Duration.between(at, Instant.now()).toNanos() / 1000;
		this.entries.add(new Entry(this.count++, at, micros, command, outcome, detail));
		if (this.entries.size() > 100) {
			this.entries.remove();
		}
	}

	synchronized List<Entry> latest() {
		return List.copyOf(this.entries);
	}

	record Entry(long number, Instant at, long micros, String command, String outcome, String detail) {

	}

}
