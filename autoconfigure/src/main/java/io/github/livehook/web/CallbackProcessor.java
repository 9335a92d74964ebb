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

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDecisions;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.event.Callback;
import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.Refusal;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.Verification.Outcome;

/**
 * Takes a request all the way to its answer: verify, read, decode, deliver.
 *
 * @since 0.1.0
 */
public final class CallbackProcessor {

	private static final Logger logger = LoggerFactory.getLogger(CallbackProcessor.class);

	private static final int INTERNAL_ERROR = 500;

	private final RequestVerifier verifier;

	private final CallbackReader reader;

	private final CallbackHandover handover;

	private final CallbackListener listener;

	private final Settings settings;

	/**
	 * Create a processor.
	 * @param verifier what decides whether a request comes from Tencent
	 * @param codec what reads bodies
	 * @param receivers what takes callbacks
	 * @param listeners who is told what becomes of each request
	 * @param settings the settings
	 */
	public CallbackProcessor(RequestVerifier verifier, CallbackCodec codec, Receivers receivers,
			List<CallbackListener> listeners, Settings settings) {
		this.verifier = verifier;
		this.reader = new CallbackReader(codec, settings.maxBodySize());
		this.listener = new CompositeCallbackListener(listeners);
		this.handover = new CallbackHandover(receivers, this.listener, settings.failureStatus());
		this.settings = settings;
	}

	/**
	 * Process a request. Returns when nothing more is done for it.
	 * @param exchange the request, and the means to answer it
	 */
	public void process(CallbackExchange exchange) {
		PendingAnswer answer = new PendingAnswer(exchange);
		try {
			process(exchange, answer);
		}
		catch (RejectedException ex) {
			this.listener.rejected(ex.rejection(), String.valueOf(ex.getMessage()));
			answer.send(ex.rejection().answer());
			if (ex.rejection() == Rejection.BODY_TOO_LARGE) {
				this.reader.discardBody(exchange, this.settings.watchdog().timeout());
			}
		}
		catch (Throwable ex) {
			answer.send(CallbackAnswer.requestFailed(INTERNAL_ERROR));
			logger.error("A request could not be processed", ex);
		}
	}

	private void process(CallbackExchange exchange, PendingAnswer answer) throws RejectedException {
		checkAcceptable(exchange);
		answer.watchedBy(this.settings.watchdog());
		// No finer than databases are, so that it is the same when it was kept in one
		Instant receivedAt = this.settings.clock().instant().minus(exchange.age()).truncatedTo(ChronoUnit.MICROS);
		InboundRequest request = new InboundRequest(receivedAt, exchange.query(), exchange::header);
		Verification verification = verify(request);
		if (verification.outcome() == Outcome.REFUSED) {
			refuse(request, verification, answer);
			return;
		}
		answer.whenLate(CallbackAnswer.BAD_REQUEST);
		byte[] body = this.reader.readBody(exchange, answer::isSent);
		if (body.length == 0) {
			answer.send(CallbackAnswer.OK);
		}
		else if (verification.outcome() == Outcome.ACCEPTED_WITHOUT_BODY) {
			refuse(request, Verification.refuse(Refusal.Reason.MISSING_PARAMETER, "SdkAppid is missing"), answer);
		}
		else {
			answer.whenLate(CallbackAnswer.UNAVAILABLE);
			handOver(request, body, answer);
		}
	}

	private void checkAcceptable(CallbackExchange exchange) throws RejectedException {
		if (!exchange.method().equals("POST")) {
			throw new RejectedException(Rejection.METHOD_NOT_ALLOWED, "Callbacks are POSTs");
		}
		if (!this.settings.accepting().getAsBoolean()) {
			throw new RejectedException(Rejection.SHUTTING_DOWN, "The application is shutting down");
		}
	}

	private Verification verify(InboundRequest request) {
		Verification verification;
		try {
			verification = this.verifier.verify(request);
		}
		catch (Exception ex) {
			logger.debug("The verifier failed", ex);
			return Verification.refuse(Refusal.Reason.VERIFIER_FAILED,
					"The verifier failed: " + ex.getClass().getName());
		}
		if (verification.outcome() != Outcome.REFUSED && verification.refusal() != null) {
			this.listener.reported(request, verification.refusal());
		}
		return verification;
	}

	private void refuse(InboundRequest request, Verification verification, PendingAnswer answer) {
		Refusal refusal = verification.refusal();
		this.listener.refused(request, (refusal != null) ? refusal : new Refusal(Refusal.Reason.OTHER, "refused"));
		answer.send(CallbackAnswer.FORBIDDEN);
	}

	private void handOver(InboundRequest request, byte[] body, PendingAnswer answer) throws RejectedException {
		CallbackMetadata metadata = CallbackReader.metadata(request,
				request.receivedAt().plus(this.settings.watchdog().timeout()));
		List<Callback> callbacks = this.reader.decode(body, metadata);
		String command = callbacks.get(0).metadata().command();
		if (callbacks.size() == 1 && !metadata.command().isEmpty() && !metadata.command().equals(command)) {
			this.listener.commandDiffers(metadata.command(), command);
		}
		this.handover.handOver(callbacks, answer);
	}

	/**
	 * What takes callbacks.
	 *
	 * @param delivery what brings events to their handlers
	 * @param decisions what decides on questions
	 * @param observer what goes around both
	 */
	public record Receivers(CallbackDelivery delivery, CallbackDecisions decisions, CallbackObserver observer) {

	}

	/**
	 * The settings of a processor.
	 *
	 * @param clock the clock that {@code RequestTime} is compared with
	 * @param watchdog what answers requests whose time is up
	 * @param accepting whether callbacks are accepted, {@code false} during shutdown
	 * @param maxBodySize the largest body that is read, in bytes
	 * @param failureStatus the HTTP status when a handler failed
	 */
	public record Settings(InstantSource clock, Watchdog watchdog, BooleanSupplier accepting, int maxBodySize,
			int failureStatus) {

	}

}
