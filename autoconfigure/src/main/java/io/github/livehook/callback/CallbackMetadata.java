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

package io.github.livehook.callback;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of a callback, from the query of its request unless said otherwise; see
 * <a href="https://trtc.io/document/64412">Tencent's documentation</a>.
 *
 * @param sdkAppId the id of the app
 * @param command the command, from the body if that names one; empty if neither does
 * @param contentType the {@code contenttype} that Tencent declares
 * @param clientIp the address of the client that caused the callback
 * @param optPlatform the platform of that client
 * @param requestTime the time at which Tencent sent the request, to the second; only
 * present where authentication is switched on at Tencent
 * @param receivedAt the time of receipt
 * @param deadline the time at which the response is sent at the latest
 * @param callbackId the id of the event within its app and command, the same each time
 * that Tencent sends it; {@code null} if there is none
 * @param requestId the {@code RequestID} of the query, which Chat sends with each request
 * and is assumed to keep when it sends the request again; a sender may have invented it
 * @param attempt the number of this attempt of the handler, from 1
 * @since 0.1.0
 */
public record CallbackMetadata(String sdkAppId, String command, @Nullable String contentType, @Nullable String clientIp,
		@Nullable OptPlatform optPlatform, @Nullable Instant requestTime, Instant receivedAt, Instant deadline,
		@Nullable String callbackId, @Nullable String requestId, int attempt) {

	/**
	 * Return metadata with another command.
	 * @param command the command
	 * @return a copy, or this if that is its command
	 */
	public CallbackMetadata withCommand(String command) {
		if (command.equals(this.command)) {
			return this;
		}
		return new CallbackMetadata(this.sdkAppId, command, this.contentType, this.clientIp, this.optPlatform,
				this.requestTime, this.receivedAt, this.deadline, this.callbackId, this.requestId, this.attempt);
	}

	/**
	 * Return a copy with another callback id.
	 * @param callbackId the id, or {@code null} for none
	 * @return the copy
	 */
	public CallbackMetadata withCallbackId(@Nullable String callbackId) {
		return new CallbackMetadata(this.sdkAppId, this.command, this.contentType, this.clientIp, this.optPlatform,
				this.requestTime, this.receivedAt, this.deadline, callbackId, this.requestId, this.attempt);
	}

	/**
	 * Return a copy for another attempt.
	 * @param attempt the number of the attempt, from 1
	 * @return the copy
	 */
	public CallbackMetadata withAttempt(int attempt) {
		return new CallbackMetadata(this.sdkAppId, this.command, this.contentType, this.clientIp, this.optPlatform,
				this.requestTime, this.receivedAt, this.deadline, this.callbackId, this.requestId, attempt);
	}

}
