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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.util.StringUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.callback.FailureLog;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.Verification.Outcome;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.verification.VerificationFailure.Reason;

/**
 * Processes a request up to its response: verify, read, decode, route. It accepts
 * requests from the moment it is there, since the server may have them before the
 * application has started, and until the application stops.
 *
 * @since 0.1.0
 */
public final class CallbackProcessor implements SmartLifecycle, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(CallbackProcessor.class);

	private final FailureLog failures = new FailureLog();

	private static final int INTERNAL_ERROR = 500;

	private static final int MAX_LENGTH = 128;

	private final RequestVerifier verifier;

	private final CallbackCodec codec;

	private final CallbackRouter router;

	private final CallbackListeners listeners;

	private final ResponseDeadline deadline;

	private final BodyReader bodyReader;

	private volatile boolean accepting = true;

	/**
	 * Create a processor.
	 * @param verifier the verifier that decides whether a request comes from Tencent
	 * @param codec the codec of the bodies
	 * @param router the router of the decoded callbacks
	 * @param listeners the listeners to notify
	 * @param responseTimeout the time from the arrival of a request to its response
	 * @param maxBodySize the size of the largest body that is read, in bytes
	 */
	public CallbackProcessor(RequestVerifier verifier, CallbackCodec codec, CallbackRouter router,
			CallbackListeners listeners, Duration responseTimeout, int maxBodySize) {
		this(verifier, codec, router, listeners, new ResponseDeadline(responseTimeout), maxBodySize);
	}

	CallbackProcessor(RequestVerifier verifier, CallbackCodec codec, CallbackRouter router, CallbackListeners listeners,
			ResponseDeadline deadline, int maxBodySize) {
		this.verifier = verifier;
		this.codec = codec;
		this.router = router;
		this.listeners = listeners;
		this.deadline = deadline;
		this.bodyReader = new BodyReader(maxBodySize);
	}

	@Override
	public void start() {
		this.accepting = true;
	}

	@Override
	public void stop() {
		this.accepting = false;
	}

	/**
	 * Return whether requests are accepted.
	 * @return {@code false} once the application stops
	 */
	@Override
	public boolean isRunning() {
		return this.accepting;
	}

	@Override
	public int getPhase() {
		return CallbackDelivery.PHASE + 2;
	}

	@Override
	public void close() {
		this.deadline.close();
	}

	/**
	 * Process a request. Returns when nothing more is done for it.
	 * @param exchange the request, and the means to respond to it
	 */
	public void process(CallbackExchange exchange) {
		PendingResponse response = new PendingResponse(exchange);
		try {
			process(exchange, response);
		}
		catch (InvalidRequestException ex) {
			this.listeners.notify((listener) -> listener.requestInvalid(ex.reason(), ex.detail()));
			response.send(ex.reason().response());
			if (ex.reason() == InvalidRequest.BODY_TOO_LARGE) {
				this.bodyReader.discard(exchange, this.deadline.timeout());
			}
		}
		catch (Throwable ex) {
			response.send(CallbackResponse.requestFailed(INTERNAL_ERROR));
			this.failures.log(logger, "A request could not be processed", ex);
		}
	}

	private void process(CallbackExchange exchange, PendingResponse response) throws InvalidRequestException {
		checkAcceptable(exchange);
		response.limitedBy(this.deadline);
		// No finer than databases are, so that it is the same when it was kept in one
		InboundRequest request = new InboundRequest(exchange.receivedAt().truncatedTo(ChronoUnit.MICROS),
				exchange.query(), exchange.remoteAddress(), exchange::header);
		Verification verification = verify(request);
		if (verification.outcome() == Outcome.FAILED) {
			forbid(request, verification, response);
			return;
		}
		report(request, verification);
		response.enter(PendingResponse.Phase.READING);
		byte[] body = this.bodyReader.read(exchange, response::isSent);
		if (body.length == 0) {
			response.send(CallbackResponse.OK);
		}
		else if (verification.outcome() == Outcome.ACCEPTED_WITHOUT_BODY) {
			forbid(request, Verification.fail(Reason.MISSING_PARAMETER, "SdkAppid is missing"), response);
		}
		else {
			response.enter(PendingResponse.Phase.ADMITTING);
			this.router.route(decode(request, body), response);
		}
	}

	private void checkAcceptable(CallbackExchange exchange) throws InvalidRequestException {
		if (!exchange.method().equals("POST")) {
			throw new InvalidRequestException(InvalidRequest.METHOD_NOT_ALLOWED, "Callbacks are POSTs");
		}
		if (!this.accepting) {
			throw new InvalidRequestException(InvalidRequest.SHUTTING_DOWN, "The application is shutting down");
		}
	}

	private Verification verify(InboundRequest request) {
		try {
			return this.verifier.verify(request);
		}
		catch (Exception ex) {
			logger.debug("The verifier failed", LogSanitizer.sanitize(ex));
			return Verification.fail(Reason.VERIFIER_FAILED, "The verifier failed: " + ex.getClass().getName());
		}
	}

	private void report(InboundRequest request, Verification verification) {
		VerificationFailure failure = verification.failure();
		if (failure != null) {
			this.listeners.notify((listener) -> listener.verificationFailed(request, failure, false));
		}
	}

	private void forbid(InboundRequest request, Verification verification, PendingResponse response) {
		VerificationFailure failure = (verification.failure() != null) ? verification.failure()
				: new VerificationFailure(Reason.OTHER, "The verifier gives no reason");
		this.listeners.notify((listener) -> listener.verificationFailed(request, failure, true));
		response.send(CallbackResponse.FORBIDDEN);
	}

	private List<Callback> decode(InboundRequest request, byte[] body) throws InvalidRequestException {
		CallbackMetadata metadata = metadata(request, request.receivedAt().plus(this.deadline.timeout()));
		List<Callback> callbacks;
		try {
			callbacks = this.codec.decodeAll(body, metadata);
		}
		catch (InvalidBodyException ex) {
			throw new InvalidRequestException(ex.getReason(), String.valueOf(ex.getMessage()));
		}
		String command = callbacks.get(0).metadata().command();
		if (callbacks.size() == 1 && !metadata.command().isEmpty() && !metadata.command().equals(command)) {
			this.listeners.notify((listener) -> listener.commandDiffers(metadata.command(), command));
		}
		return callbacks;
	}

	static CallbackMetadata metadata(InboundRequest request, Instant deadline) {
		String platform = shortText(request, "OptPlatform");
		String command = text(request, "CallbackCommand");
		return new CallbackMetadata(orEmpty(shortText(request, "SdkAppid")),
				(command != null) ? command : orEmpty(text(request, "WebhookCommand")),
				shortText(request, "contenttype"), shortText(request, "ClientIP"),
				(platform != null) ? OptPlatform.of(platform) : null, request.requestTime(), request.receivedAt(),
				deadline, null, shortText(request, "RequestID"), 1);
	}

	private static @Nullable String text(InboundRequest request, String name) {
		String value = request.parameter(name);
		return StringUtils.hasText(value) ? value : null;
	}

	// What is kept of a callback must not grow with what a sender invents
	private static @Nullable String shortText(InboundRequest request, String name) {
		String value = text(request, name);
		return (value != null && value.length() > MAX_LENGTH) ? value.substring(0, MAX_LENGTH) : value;
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

}
