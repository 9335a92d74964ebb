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
import java.util.List;

import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.before.DecisionResult;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.Decision;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;

/**
 * {@link CallbackListener} that tells the operator, in one line for each reason and
 * minute, what to look at. Nothing secret and nothing of a body is logged.
 *
 * @since 0.1.0
 */
public final class LoggingCallbackListener implements CallbackListener {

	private static final Logger logger = LoggerFactory.getLogger(LoggingCallbackListener.class);

	private static final int MAX_LENGTH = 300;

	private static final int OK = 200;

	private final CommandCatalog catalog;

	private final LogThrottle perMinute;

	private final LogThrottle perDay;

	/**
	 * Create a listener.
	 * @param catalog the commands that have a record
	 */
	public LoggingCallbackListener(CommandCatalog catalog) {
		this(catalog, Ticker.systemTicker());
	}

	LoggingCallbackListener(CommandCatalog catalog, Ticker ticker) {
		this.catalog = catalog;
		this.perMinute = new LogThrottle(Duration.ofMinutes(1), ticker);
		this.perDay = new LogThrottle(Duration.ofDays(1), ticker);
	}

	@Override
	public void refused(InboundRequest request, VerificationFailure refusal) {
		if (this.perMinute.admits(key(refusal))) {
			logger.warn("Refused a request with 403 ({}): {}", refusal.reason(), printable(refusal.detail()));
		}
	}

	@Override
	public void reported(InboundRequest request, VerificationFailure refusal) {
		if (this.perMinute.admits(List.of("reported", key(refusal)))) {
			logger.warn("Accepted a request that livehook.verification=enforce refuses ({}): {}", refusal.reason(),
					printable(refusal.detail()));
		}
	}

	// What is missing or wrong tells more than the reason, but must not be a sender's
	// invention
	private static Object key(VerificationFailure refusal) {
		return switch (refusal.reason()) {
			case MISSING_PARAMETER, REPEATED_PARAMETER, MALFORMED_PARAMETER, WRONG_SIGNATURE, NO_TOKEN ->
				refusal.detail();
			case UNKNOWN_APP, CLOCK_SKEW, VERIFIER_FAILED, OTHER -> refusal.reason();
		};
	}

	@Override
	public void rejected(InvalidRequest rejection, String detail) {
		if (this.perMinute.admits(rejection)) {
			logger.warn("Answered a request with {} ({}): {}", rejection.response().status(), rejection,
					printable(detail));
		}
	}

	@Override
	public void commandDiffers(String ofQuery, String ofBody) {
		if (this.perDay.admits(List.of(printable(ofQuery), printable(ofBody)))) {
			logger.warn("The query names the command {} and the body {}, which wins", printable(ofQuery),
					printable(ofBody));
		}
	}

	@Override
	public void delivered(CallbackMetadata metadata, DeliveryResult result, @Nullable CallbackResponse atDeadline) {
		if (atDeadline != null) {
			deliveredLate(metadata, result, atDeadline);
			return;
		}
		if (result.status() == DeliveryResult.Status.HANDLED) {
			handled(metadata, result);
			return;
		}
		String command = printable(metadata.command());
		switch (result.status()) {
			case NO_HANDLER -> noHandler(command);
			case UNREADABLE -> warn(result, command + " was answered with 400: " + printable(result.detail()));
			case SATURATED -> warn(result, command + " was answered with 503: livehook.delivery.max-concurrency "
					+ "callbacks are being handled");
			case NOT_STORED ->
				warn(result, command + " was answered with 503: it could not be stored: " + printable(result.detail()));
			case DUPLICATE_IN_PROGRESS -> warn(result,
					command + " was answered with 503: it is a repeat of one that is still " + "being handled");
			default -> handled(metadata, result);
		}
	}

	private void deliveredLate(CallbackMetadata metadata, DeliveryResult result, CallbackResponse atDeadline) {
		String command = printable(metadata.command());
		if (this.perMinute.admits(List.of("late", atDeadline.status(), result.status(), command))) {
			String end = result.status() + (result.detail().isEmpty() ? "" : " " + printable(result.detail()));
			logger.warn("{} was answered with {} at the deadline, before its delivery ended: {}", command,
					atDeadline.status(), end);
		}
	}

	private void handled(CallbackMetadata metadata, DeliveryResult result) {
		String command = metadata.command();
		if (logger.isDebugEnabled()) {
			logger.debug("{} of app {} was delivered: {} ({})", printable(command), metadata.sdkAppId(),
					result.status(), id(metadata));
		}
		if (this.catalog.find(command) == null && this.perDay.admits(printable(command))) {
			logger.info("{} has no record, so its handlers take it in its general form", printable(command));
		}
	}

	private void warn(DeliveryResult result, String message) {
		if (this.perMinute.admits(result.status())) {
			logger.warn(message);
		}
	}

	private void noHandler(String command) {
		if (!this.perDay.admits(command)) {
			return;
		}
		CallbackCommand known = this.catalog.find(command);
		if (command.isEmpty()) {
			logger.warn("A callback names no command, and no handler takes every command (@OnCallback). Answered OK.");
		}
		else if (known != null) {
			logger.warn("No handler for {}: is there a method annotated for it, such as one that takes {}, and is its "
					+ "class a bean (@Component)? Answered OK.", command, known.payloadType().getSimpleName());
		}
		else {
			logger.warn("Unknown command {}, and no handler for it (@OnCallback(\"{}\")). Answered OK.", command,
					command);
		}
	}

	@Override
	public void decided(CallbackMetadata metadata, DecisionResult result, @Nullable CallbackResponse atDeadline) {
		String command = printable(metadata.command());
		if (atDeadline != null && atDeadline.status() != OK) {
			warn(command, result, "was answered with " + atDeadline.status()
					+ " at the deadline, before its decision handler could be asked");
			return;
		}
		int code = (atDeadline != null) ? atDeadline.errorCode() : result.decision().code();
		switch (result.status()) {
			case NO_DECISION_HANDLER -> noDecisionHandler(command, code);
			case UNREADABLE ->
				warn(command, result, "was answered with code " + code + ": " + printable(result.detail()));
			case LATE ->
				warn(command, result, "was answered with code " + code + ", since nothing was decided in time");
			case FAILED ->
				warn(command, result, "was answered with code " + code + ", since its decisionHandler has failed");
			case SATURATED -> warn(command, result, "was answered with code " + code
					+ ": livehook.decision.max-concurrency questions are being decided");
			case DECIDED -> logger.debug("{} of app {} was decided{} ({})", command, metadata.sdkAppId(),
					(atDeadline != null) ? " too late" : "", id(metadata));
		}
	}

	private void warn(String command, DecisionResult result, String message) {
		if (this.perMinute.admits(List.of(command, result.status()))) {
			logger.warn("{} {}", command, message);
		}
	}

	private void noDecisionHandler(String command, int code) {
		if (this.perDay.admits(command)) {
			logger.warn(
					"Nothing decides on {}: is there a method annotated for it (@BeforeCallback or the annotation "
							+ "of the command), and is its class a bean (@Component)? Answered with code {}.",
					command, code);
		}
	}

	@Override
	public void decidedLate(CallbackMetadata metadata, Decision decision) {
		String command = printable(metadata.command());
		if (this.perMinute.admits(List.of("decided late", command))) {
			logger.warn("The decision on {} (code {}) came after the answer. LateDecisionListener beans are told of "
					+ "each.", command, decision.code());
		}
	}

	@Override
	public void watched(CallbackMetadata metadata, DeliveryResult result) {
		String command = printable(metadata.command());
		if (result.status() != DeliveryResult.Status.HANDLED && result.status() != DeliveryResult.Status.STORED
				&& this.perMinute.admits(List.of("watched", command, result.status()))) {
			logger.warn("{} has not reached all handlers that watch it: {} {}", command, result.status(),
					printable(result.detail()));
		}
	}

	private static String id(CallbackMetadata metadata) {
		String id = metadata.callbackId();
		return (id != null) ? "callback " + printable(id) : "without an id";
	}

	private static String printable(String text) {
		return LogSanitizer.of(text, MAX_LENGTH);
	}

}
