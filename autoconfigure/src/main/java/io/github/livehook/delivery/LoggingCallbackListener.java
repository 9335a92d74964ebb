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

package io.github.livehook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.callback.LogThrottle;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * {@link CallbackListener} that logs what an operator has to look at, once a minute for
 * each reason. Nothing secret and nothing of a body is logged.
 */
final class LoggingCallbackListener implements CallbackListener {

	private static final Logger logger = LoggerFactory.getLogger(LoggingCallbackListener.class);

	private static final int MAX_LENGTH = 300;

	private static final int OK = 200;

	private final CommandCatalog catalog;

	private final LogThrottle perMinute;

	private final LogThrottle perDay;

	LoggingCallbackListener(CommandCatalog catalog) {
		this(catalog, System::nanoTime);
	}

	LoggingCallbackListener(CommandCatalog catalog, LongSupplier nanoTime) {
		this.catalog = catalog;
		this.perMinute = new LogThrottle(Duration.ofMinutes(1), nanoTime);
		this.perDay = new LogThrottle(Duration.ofDays(1), nanoTime);
	}

	@Override
	public void verificationFailed(InboundRequest request, VerificationFailure failure, boolean enforced) {
		if (this.perMinute.admits(List.of("verification", enforced), key(failure))) {
			logger.warn("A request failed verification ({}) and was {}: {}", failure.reason(),
					enforced ? "answered with 403" : "accepted, since livehook.verification=report",
					sanitize(failure.detail()));
		}
	}

	// A detail says more than its reason, but must not be a sender's invention
	private static Object key(VerificationFailure failure) {
		return switch (failure.reason()) {
			case MISSING_PARAMETER, REPEATED_PARAMETER, MALFORMED_PARAMETER, WRONG_SIGNATURE, NO_TOKEN ->
				failure.detail();
			case ADDRESS_NOT_ALLOWED, UNKNOWN_APP, CLOCK_SKEW, VERIFIER_FAILED, OTHER -> failure.reason();
		};
	}

	@Override
	public void requestInvalid(InvalidRequest reason, String detail) {
		if (this.perMinute.admits("invalid", reason)) {
			logger.warn("A request was answered with {} ({}): {}", reason.response().status(), reason,
					sanitize(detail));
		}
	}

	@Override
	public void attempted(CallbackHandler handler, CallbackMetadata callback, AttemptVerdict verdict) {
		switch (verdict.end()) {
			case RETRIED -> {
				long retries = this.perMinute.admit(verdict.end(), handler.id());
				if (retries > 0) {
					logger.info("{} will handle {} again, after attempt {} ({} within a minute)", handler.id(),
							name(callback), callback.attempt(), retries);
				}
			}
			case DEAD -> {
				long deadLetters = this.perMinute.admit(verdict.end(), handler.id());
				if (deadLetters > 0) {
					logger.error("{} has failed to handle {} in attempt {}: it is kept as a dead letter ({} within a "
							+ "minute)", handler.id(), name(callback), callback.attempt(), deadLetters);
				}
			}
			case SUCCEEDED, FAILED -> {
			}
		}
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		if (this.perDay.admits("differs", List.of(sanitize(ofQuery), sanitize(ofBody)))) {
			logger.warn("The query names the command {} and the body {}, which wins", sanitize(ofQuery),
					sanitize(ofBody));
		}
	}

	@Override
	public void delivered(CallbackMetadata callback, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		if (atDeadline != null) {
			deliveredLate(callback, result, atDeadline);
			return;
		}
		if (result.status() == DeliveryResult.Status.HANDLED) {
			handled(callback, result);
			return;
		}
		String name = name(callback);
		switch (result.status()) {
			case NO_HANDLER -> noHandler(sanitize(callback.command()));
			case UNREADABLE -> warn(result, name + " was answered with 400: " + sanitize(result.detail()));
			case SATURATED -> warn(result, name + " was answered with 503: livehook.delivery.max-concurrency "
					+ "callbacks are being handled");
			case NOT_STORED ->
				warn(result, name + " was answered with 503: it could not be stored: " + sanitize(result.detail()));
			case DUPLICATE_IN_PROGRESS ->
				warn(result, name + " was answered with 503: it is a duplicate of one that is being handled");
			default -> handled(callback, result);
		}
	}

	private void deliveredLate(CallbackMetadata callback, DeliveryResult result, CallbackResponse atDeadline) {
		String command = sanitize(callback.command());
		if (admits(this.perMinute, List.of("late", atDeadline.status(), result.status()), command)) {
			String end = result.status() + (result.detail().isEmpty() ? "" : " " + sanitize(result.detail()));
			logger.warn("{} was answered with {} at the deadline, before its delivery ended: {}", name(callback),
					atDeadline.status(), end);
		}
	}

	private void handled(CallbackMetadata callback, DeliveryResult result) {
		String command = callback.command();
		if (logger.isDebugEnabled()) {
			logger.debug("{} of app {} was delivered: {} ({})", name(callback), sanitize(callback.sdkAppId()),
					result.status(), id(callback));
		}
		CallbackCommand known = this.catalog.find(command);
		if ((known == null || known.payloadType() == null) && admits(this.perDay, "general", sanitize(command))) {
			logger.info("{} has no record, so its handlers take it in its general form", sanitize(command));
		}
	}

	private void warn(DeliveryResult result, String message) {
		if (this.perMinute.admits("delivered", result.status())) {
			logger.warn(message);
		}
	}

	private void noHandler(String command) {
		if (!admits(this.perDay, "no handler", command)) {
			return;
		}
		CallbackCommand known = this.catalog.find(command);
		if (command.isEmpty()) {
			logger.warn("A callback names no command, and no handler takes every command (@OnCallback). Answered OK.");
		}
		else if (known != null) {
			Class<?> record = known.payloadType();
			logger.warn(
					"No handler for {}: is there a method annotated for it, such as one {}, and is its "
							+ "class a bean (@Component)? Answered OK.",
					command, (record != null) ? "that takes " + record.getSimpleName()
							: "with @OnCallback(\"" + command + "\")");
		}
		else {
			logger.warn("Unknown command {}, and no handler for it (@OnCallback(\"{}\")). Answered OK.", command,
					command);
		}
	}

	@Override
	public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		if (atDeadline != null && atDeadline.status() != OK) {
			warn(callback, result, "was answered with " + atDeadline.status()
					+ " at the deadline, before its decision handler could be asked");
			return;
		}
		int code = (atDeadline != null) ? atDeadline.errorCode() : result.decision().code();
		switch (result.status()) {
			case NO_DECISION_HANDLER -> noDecisionHandler(sanitize(callback.command()), code);
			case UNREADABLE ->
				warn(callback, result, "was answered with code " + code + ": " + sanitize(result.detail()));
			case LATE ->
				warn(callback, result, "was answered with code " + code + ", since there was no decision in time");
			case FAILED ->
				warn(callback, result, "was answered with code " + code + ", since its decision handler has failed");
			case SATURATED -> warn(callback, result,
					"was answered with code " + code + ": livehook.decision.max-concurrency decisions are being made");
			case DECIDED -> logger.debug("{} of app {} was decided{} ({})", name(callback), callback.sdkAppId(),
					(atDeadline != null) ? " too late" : "", id(callback));
		}
	}

	private void warn(CallbackMetadata callback, DecisionResult result, String message) {
		if (admits(this.perMinute, result.status(), sanitize(callback.command()))) {
			logger.warn("{} {}", name(callback), message);
		}
	}

	private void noDecisionHandler(String command, int code) {
		if (admits(this.perDay, "no decision handler", command)) {
			logger.warn(
					"No decision handler for {}: is there a method annotated for it (@BeforeCallback or the annotation "
							+ "of the command), and is its class a bean (@Component)? Answered with code {}.",
					command, code);
		}
	}

	@Override
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		String command = sanitize(callback.metadata().command());
		if (admits(this.perMinute, "decided late", command)) {
			logger.warn("The decision on {} (code {}) came after the response. CallbackListener beans are notified of "
					+ "each.", name(callback.metadata()), decision.code());
		}
	}

	@Override
	public void watched(CallbackMetadata callback, DeliveryResult result) {
		String command = sanitize(callback.command());
		if (result.status() != DeliveryResult.Status.HANDLED && result.status() != DeliveryResult.Status.STORED
				&& admits(this.perMinute, List.of("watched", result.status()), command)) {
			logger.warn("{} has not reached all handlers that watch it: {} {}", name(callback), result.status(),
					sanitize(result.detail()));
		}
	}

	// Commands that a sender invents must not keep the others out of the log
	private boolean admits(LogThrottle throttle, Object kind, String command) {
		return throttle.admits(List.of(kind, this.catalog.find(command) != null), command);
	}

	private static String name(CallbackMetadata callback) {
		String requestId = callback.requestId();
		return sanitize(callback.command()) + ((requestId != null) ? " (RequestID " + sanitize(requestId) + ")" : "");
	}

	private static String id(CallbackMetadata callback) {
		String id = callback.callbackId();
		return (id != null) ? "callback " + sanitize(id) : "without an id";
	}

	private static String sanitize(String text) {
		return LogSanitizer.sanitize(text, MAX_LENGTH);
	}

}
