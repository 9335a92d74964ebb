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

package io.github.livehook.autoconfigure.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.InboundRequest;
import io.github.livehook.verification.Signature;

/**
 * Loads what the first callback needs before the server opens its port, so that its
 * response deadline is not spent on classes and JSON bindings. Calls nothing of the
 * application.
 */
final class CallbackWarmUp implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(CallbackWarmUp.class);

	private final CallbackCodec codec;

	private final CallbackHandlers handlers;

	private volatile boolean running;

	CallbackWarmUp(CallbackCodec codec, CallbackHandlers handlers) {
		this.codec = codec;
		this.handlers = handlers;
	}

	@Override
	public void start() {
		this.running = true;
		Signature.of("", "0");
		Stream.concat(this.handlers.handlers().stream(), this.handlers.decisionHandlers().stream())
			.flatMap((handler) -> handler.commands().stream())
			.distinct()
			.forEach(this::decode);
	}

	private void decode(String command) {
		String body = "{\"CallbackCommand\":\"" + command + "\"}";
		InboundRequest request = new InboundRequest(Instant.EPOCH, "RequestTime=0", null, (name) -> null);
		CallbackMetadata metadata = new CallbackMetadata("", command, null, null, null, request.requestTime(),
				request.receivedAt(), request.receivedAt(), null, null, 1);
		try {
			// Unlike for a new callback, the identifier is not asked, which may be the
			// application's
			this.codec.restore(body.getBytes(StandardCharsets.UTF_8), metadata).payload();
		}
		catch (Exception ex) {
			logger.debug("The decoding of {} could not be warmed up", command, ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
	}

}
