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
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.InvalidRequest;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.verification.InboundRequest;

/**
 * Decodes the callbacks of a verified request.
 */
final class CallbackDecoder {

	private final CallbackCodec codec;

	CallbackDecoder(CallbackCodec codec) {
		this.codec = codec;
	}

	/**
	 * Decode the callbacks.
	 * @param body the body
	 * @param metadata the metadata of the request
	 * @return the callbacks, several for a batch
	 * @throws InvalidRequestException if the body is invalid
	 */
	List<Callback> decode(byte[] body, CallbackMetadata metadata) throws InvalidRequestException {
		try {
			return this.codec.decodeAll(body, metadata);
		}
		catch (InvalidBodyException ex) {
			throw new InvalidRequestException(InvalidRequest.BODY_INVALID, String.valueOf(ex.getMessage()));
		}
	}

	static CallbackMetadata metadata(InboundRequest request, Instant deadline) {
		String platform = text(request, "OptPlatform");
		return new CallbackMetadata(textOrEmpty(request, "SdkAppid"), command(request), text(request, "contenttype"),
				text(request, "ClientIP"), (platform != null) ? OptPlatform.of(platform) : null, request.requestTime(),
				request.receivedAt(), deadline, null, text(request, "RequestID"), 1);
	}

	private static String command(InboundRequest request) {
		String command = textOrEmpty(request, "CallbackCommand");
		return command.isEmpty() ? textOrEmpty(request, "WebhookCommand") : command;
	}

	private static String textOrEmpty(InboundRequest request, String name) {
		String text = text(request, name);
		return (text != null) ? text : "";
	}

	private static @Nullable String text(InboundRequest request, String name) {
		String value = request.parameter(name);
		return StringUtils.hasText(value) ? value : null;
	}

}
