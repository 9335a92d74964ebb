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

package io.github.livehook.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.livehook.delivery.CallbackDecisions;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DecisionReply;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.delivery.DeliveryProgress;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.event.Callback;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.event.Decision;

/**
 * Hands callbacks to what delivers or decides them, and answers by what becomes of it.
 */
final class CallbackHandover {

	private final CallbackDelivery delivery;

	private final CallbackDecisions decisions;

	private final CallbackObserver observer;

	private final CallbackListener listener;

	private final int failureStatus;

	CallbackHandover(CallbackProcessor.Receivers receivers, CallbackListener listener, int failureStatus) {
		this.delivery = receivers.delivery();
		this.decisions = receivers.decisions();
		this.observer = receivers.observer();
		this.listener = listener;
		this.failureStatus = failureStatus;
	}

	void handOver(List<Callback> callbacks, PendingAnswer answer) {
		List<CallbackMetadata> all = new ArrayList<>(callbacks.size());
		for (Callback callback : callbacks) {
			all.add(callback.metadata());
		}
		this.observer.observe(all, () -> decideOrDeliver(callbacks, answer));
	}

	private void decideOrDeliver(List<Callback> callbacks, PendingAnswer answer) {
		Callback first = callbacks.get(0);
		if (callbacks.size() == 1 && this.decisions.isQuestion(first.metadata().command())) {
			this.decisions.decide(first, new Reply(first, answer));
		}
		else {
			deliver(callbacks, answer);
		}
	}

	private void deliver(List<Callback> callbacks, PendingAnswer answer) {
		List<DeliveryResult> results = this.delivery.deliver(callbacks, new Progress(answer));
		DeliveryResult.Status worst = DeliveryResult.Status.NO_HANDLER;
		for (DeliveryResult result : results) {
			worst = result.status().worse(worst);
		}
		answer.whenLate(answerTo(worst));
		for (int i = 0; i < results.size(); i++) {
			this.listener.delivered(callbacks.get(i).metadata(), results.get(i), answer.isSent());
		}
		answer.send(answerTo(worst));
	}

	private CallbackAnswer answerTo(DeliveryResult.Status status) {
		return switch (status) {
			case HANDLED, STORED, REPEATED, NO_HANDLER -> CallbackAnswer.OK;
			case FAILED -> CallbackAnswer.handlerFailed(this.failureStatus);
			case UNREADABLE -> CallbackAnswer.BAD_REQUEST;
			case SATURATED, NOT_STORED, UNDECIDED -> CallbackAnswer.UNAVAILABLE;
		};
	}

	/**
	 * Sets what is answered if the time is up.
	 */
	private final class Progress implements DeliveryProgress {

		private final PendingAnswer answer;

		Progress(PendingAnswer answer) {
			this.answer = answer;
		}

		@Override
		public void accepted() {
			this.answer.whenLate(CallbackAnswer.OK);
		}

		@Override
		public void failed(DeliveryResult.Status status) {
			this.answer.whenLate(answerTo(status));
		}

		@Override
		public Duration timeLeft() {
			return this.answer.timeLeft();
		}

	}

	/**
	 * Answers a question.
	 */
	private final class Reply implements DecisionReply {

		private final Callback callback;

		private final PendingAnswer answer;

		Reply(Callback callback, PendingAnswer answer) {
			this.callback = callback;
			this.answer = answer;
		}

		@Override
		public Duration timeLeft() {
			return this.answer.timeLeft();
		}

		@Override
		public void whenLate(Decision decision) {
			this.answer.whenLate(CallbackAnswer.decided(decision));
		}

		@Override
		public boolean send(DecisionResult result) {
			boolean sent = this.answer.send(CallbackAnswer.decided(result.decision()));
			CallbackHandover.this.listener.decided(this.callback.metadata(), result, !sent);
			return sent;
		}

		@Override
		public void late(Decision decision) {
			CallbackHandover.this.listener.decidedLate(this.callback.metadata(), decision);
		}

		@Override
		public void watched(DeliveryResult result) {
			CallbackHandover.this.listener.watched(this.callback.metadata(), result);
		}

	}

}
