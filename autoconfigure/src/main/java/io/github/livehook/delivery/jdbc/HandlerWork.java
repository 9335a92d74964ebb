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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.DeliveryListener.AttemptEnd;
import io.github.livehook.delivery.HandlerTimeoutException;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.delivery.TimedHandlerCalls;
import io.github.livehook.event.Callback;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerOutcome;

/**
 * The work of one handler: gives it callbacks, and sees to what becomes of them. An
 * attempt is counted by db-scheduler, as a failure of the execution.
 */
final class HandlerWork {

	private static final Logger logger = LoggerFactory.getLogger(HandlerWork.class);

	private final CallbackHandler handler;

	private final RetryPolicy policy;

	private final TimedHandlerCalls calls;

	private final CallbackCodec codec;

	private final WorkLedger ledger;

	/**
	 * Create the work of a handler.
	 * @param handler the handler
	 * @param policy when it is tried again
	 * @param calls what calls it
	 * @param codec what reads bodies
	 * @param ledger where callbacks come from, and where is kept what becomes of them
	 */
	HandlerWork(CallbackHandler handler, RetryPolicy policy, TimedHandlerCalls calls, CallbackCodec codec,
			WorkLedger ledger) {
		this.handler = handler;
		this.policy = policy.with(handler.retry());
		this.calls = calls;
		this.codec = codec;
		this.ledger = ledger;
	}

	Duration longestDelay() {
		return this.policy.maxDelay();
	}

	Task<CallbackSource> toTask() {
		return Tasks.custom(this.handler.id(), CallbackSource.class)
			.onFailure(this::notDone)
			.onDeadExecution(this::lost)
			.execute((instance, context) -> run(instance, context.getExecution()));
	}

	private CompletionHandler<CallbackSource> run(TaskInstance<CallbackSource> instance, Execution execution) {
		CallbackSource source = instance.getData();
		if (source == null) {
			source = this.ledger.callbacks().find(execution.getId());
		}
		if (source == null) {
			logger.error("The callback of row {} is gone, so {} cannot handle it", execution.getId(),
					this.handler.id());
			return new CompletionHandler.OnCompleteRemove<>();
		}
		CallbackMetadata metadata = source.metadata().withAttempt(execution.consecutiveFailures + 1);
		try {
			return end(execution, metadata, call(source.read(this.codec, metadata)));
		}
		catch (InvalidBodyException ex) {
			return giveUp(execution, metadata, ex);
		}
	}

	private HandlerOutcome call(Callback callback) {
		try {
			return this.calls.call(this.handler, callback, this.policy.handlerTimeout());
		}
		catch (InterruptedException ex) {
			// Not marked as interrupted again: the database has to be told
			throw new IllegalStateException("The process is being stopped", ex);
		}
	}

	private CompletionHandler<CallbackSource> end(Execution execution, CallbackMetadata metadata,
			HandlerOutcome outcome) {
		if (outcome.status() == HandlerOutcome.Status.SUCCEEDED) {
			return (complete, operations) -> this.ledger.succeeded(execution, metadata);
		}
		boolean stillRunning = outcome.error() instanceof HandlerTimeoutException timeout && timeout.isStillRunning();
		if (stillRunning || this.policy.isExhausted(metadata.attempt())
				|| !this.policy.isWorthRetrying(outcome.error())) {
			return giveUp(execution, metadata, outcome.error());
		}
		Duration delay = this.policy.delayAfter(metadata.attempt(), ThreadLocalRandom.current());
		return (complete, operations) -> {
			this.ledger.tasks().retry(execution, complete.getTimeDone(), delay);
			this.ledger.attempted(this.handler.id(), metadata, AttemptEnd.RETRIED);
		};
	}

	private CompletionHandler<CallbackSource> giveUp(Execution execution, CallbackMetadata metadata,
			@Nullable Throwable cause) {
		return (complete, operations) -> {
			this.ledger.deadLetters().add(execution, metadata.attempt(), Causes.describe(cause));
			this.ledger.attempted(this.handler.id(), metadata, AttemptEnd.DEAD);
		};
	}

	// The database has failed, or the process is being stopped
	private void notDone(ExecutionComplete complete, ExecutionOperations<CallbackSource> operations) {
		Execution execution = complete.getExecution();
		logger.warn("{} could not be given the callback of row {}, and will be later: {}", this.handler.id(),
				execution.getId(), Causes.describe(complete.getCause().orElse(null)));
		Duration delay = this.policy.delayAfter(execution.consecutiveFailures + 1, ThreadLocalRandom.current());
		this.ledger.tasks().retry(execution, complete.getTimeDone(), delay);
	}

	// The process that was at it has died, or has not reached the database for long
	private void lost(ExecutionComplete complete, ExecutionOperations<CallbackSource> operations) {
		Execution execution = complete.getExecution();
		int attempts = execution.consecutiveFailures + 1;
		CallbackSource stored = this.ledger.callbacks().find(execution.getId());
		boolean dead = this.policy.isExhausted(attempts);
		if (dead) {
			this.ledger.deadLetters().add(execution, attempts, "The process died in the last attempt");
		}
		else {
			this.ledger.tasks().retry(execution, complete.getTimeDone(), Duration.ZERO);
		}
		if (stored != null && attempts > 0) {
			this.ledger.attempted(this.handler.id(), stored.metadata().withAttempt(attempts),
					dead ? AttemptEnd.DEAD : AttemptEnd.RETRIED);
		}
	}

}
