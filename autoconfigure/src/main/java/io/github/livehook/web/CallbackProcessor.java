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

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.VerificationFailure;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;
import io.github.livehook.verification.Verification.Outcome;

/**
 * Processes a request up to its response: verify, read, decode, route.
 *
 * @since 0.1.0
 */
public final class CallbackProcessor {

	private static final Logger logger = LoggerFactory.getLogger(CallbackProcessor.class);

	private static final int INTERNAL_ERROR = 500;

	private final RequestVerifier verifier;

	private final BodyReader bodyReader;

	private final CallbackDecoder decoder;

	private final CallbackRouter router;

	private final CallbackListener listener;

	private final ResponseDeadline deadline;

	private final BooleanSupplier accepting;

	/**
	 * Create a processor.
	 * @param verifier the verifier that decides whether a request comes from Tencent
	 * @param codec the codec of the bodies
	 * @param router the router of the decoded callbacks
	 * @param listener the listener to notify of each outcome
	 * @param deadline the deadline of the responses
	 * @param accepting whether callbacks are accepted, {@code false} during shutdown
	 * @param maxBodySize the largest body that is read, in bytes
	 */
	public CallbackProcessor(RequestVerifier verifier, CallbackCodec codec, CallbackRouter router,
			CallbackListener listener, ResponseDeadline deadline, BooleanSupplier accepting, int maxBodySize) {
		this.verifier = verifier;
		this.bodyReader = new BodyReader(maxBodySize);
		this.decoder = new CallbackDecoder(codec);
		this.router = router;
		this.listener = listener;
		this.deadline = deadline;
		this.accepting = accepting;
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
			this.listener.rejected(ex.rejection(), String.valueOf(ex.getMessage()));
			response.send(ex.rejection().response());
			if (ex.rejection() == InvalidRequest.BODY_TOO_LARGE) {
				this.bodyReader.discard(exchange, this.deadline.timeout());
			}
		}
		catch (Throwable ex) {
			response.send(CallbackResponse.requestFailed(INTERNAL_ERROR));
			logger.error("A request could not be processed", ex);
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
			refuse(request, verification, response);
			return;
		}
		response.enter(RequestPhase.READING);
		byte[] body = this.bodyReader.read(exchange, response::isSent);
		if (body.length == 0) {
			response.send(CallbackResponse.OK);
		}
		else if (verification.outcome() == Outcome.ACCEPTED_WITHOUT_BODY) {
			refuse(request, Verification.fail(VerificationFailure.Reason.MISSING_PARAMETER, "SdkAppid is missing"),
					response);
		}
		else {
			response.enter(RequestPhase.ADMITTING);
			this.router.route(decode(request, body), response);
		}
	}

	private void checkAcceptable(CallbackExchange exchange) throws InvalidRequestException {
		if (!exchange.method().equals("POST")) {
			throw new InvalidRequestException(InvalidRequest.METHOD_NOT_ALLOWED, "Callbacks are POSTs");
		}
		if (!this.accepting.getAsBoolean()) {
			throw new InvalidRequestException(InvalidRequest.SHUTTING_DOWN, "The application is shutting down");
		}
	}

	private Verification verify(InboundRequest request) {
		Verification verification;
		try {
			verification = this.verifier.verify(request);
		}
		catch (Exception ex) {
			logger.debug("The verifier failed", ex);
			return Verification.fail(VerificationFailure.Reason.VERIFIER_FAILED,
					"The verifier failed: " + ex.getClass().getName());
		}
		if (verification.outcome() != Outcome.FAILED && verification.failure() != null) {
			this.listener.reported(request, verification.failure());
		}
		return verification;
	}

	private void refuse(InboundRequest request, Verification verification, PendingResponse response) {
		VerificationFailure refusal = verification.failure();
		this.listener.refused(request,
				(refusal != null) ? refusal : new VerificationFailure(VerificationFailure.Reason.OTHER, "refused"));
		response.send(CallbackResponse.FORBIDDEN);
	}

	private List<Callback> decode(InboundRequest request, byte[] body) throws InvalidRequestException {
		CallbackMetadata metadata = CallbackDecoder.metadata(request,
				request.receivedAt().plus(this.deadline.timeout()));
		List<Callback> callbacks = this.decoder.decode(body, metadata);
		String command = callbacks.get(0).metadata().command();
		if (callbacks.size() == 1 && !metadata.command().isEmpty() && !metadata.command().equals(command)) {
			this.listener.commandDiffers(metadata.command(), command);
		}
		return callbacks;
	}

}
