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

package io.github.livehook.actuate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.github.livehook.delivery.DeadLetter;
import io.github.livehook.delivery.DeadLetters;

/**
 * {@link EndpointWebExtension} that shows, replays and discards dead letters, at
 * {@code /actuator/livehook/dead-letters}.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = LivehookEndpoint.class)
public final class DeadLettersEndpointExtension {

	private static final String PART = "dead-letters";

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private final DeadLetters deadLetters;

	private final boolean showBodies;

	/**
	 * Create the extension.
	 * @param deadLetters the dead letters
	 * @param showBodies whether the bodies of single dead letters are shown
	 */
	public DeadLettersEndpointExtension(DeadLetters deadLetters, boolean showBodies) {
		this.deadLetters = deadLetters;
		this.showBodies = showBodies;
	}

	/**
	 * Return dead letters, the latest first.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param limit the greatest number of dead letters, {@code null} for 100
	 * @return the dead letters; 404 for another part
	 */
	@ReadOperation
	public WebEndpointResponse<Map<String, Object>> list(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Integer limit) {
		if (!part.equals(PART)) {
			return notFound();
		}
		int most = Math.max(1, Math.min((limit != null) ? limit : DEFAULT_LIMIT, MAX_LIMIT));
		List<Letter> letters = this.deadLetters.find(new DeadLetters.Filter(handler, command), most)
			.stream()
			.map((letter) -> Letter.of(letter, null))
			.toList();
		return new WebEndpointResponse<>(Map.of("deadLetters", letters));
	}

	/**
	 * Return a dead letter.
	 * @param part the part of the endpoint
	 * @param id the id of the dead letter
	 * @return the dead letter, with its body if bodies are shown; 404 if there is none
	 */
	@ReadOperation
	public WebEndpointResponse<Letter> show(@Selector String part, @Selector String id) {
		DeadLetter letter = part.equals(PART) ? this.deadLetters.find(id) : null;
		if (letter == null) {
			return notFound();
		}
		byte[] body = this.showBodies ? this.deadLetters.body(id) : null;
		return new WebEndpointResponse<>(
				Letter.of(letter, (body != null) ? new String(body, StandardCharsets.UTF_8) : null));
	}

	/**
	 * Replay a dead letter.
	 * @param part the part of the endpoint
	 * @param id the id of the dead letter
	 * @return the number 1; 404 if there is none, or it has just been replayed
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> replay(@Selector String part, @Selector String id) {
		return (part.equals(PART) && this.deadLetters.replay(id)) ? count("replayed", 1) : notFound();
	}

	/**
	 * Replay dead letters.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param all {@code true} to replay all of them, without a filter
	 * @return the number of dead letters; 400 without a filter and {@code all}, 404 for
	 * another part
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> replayAll(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Boolean all) {
		return change(part, new DeadLetters.Filter(handler, command), all,
				(filter) -> count("replayed", this.deadLetters.replay(filter)));
	}

	/**
	 * Discard a dead letter.
	 * @param part the part of the endpoint
	 * @param id the id of the dead letter
	 * @return the number 1; 404 if there is none
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Object>> discard(@Selector String part, @Selector String id) {
		return (part.equals(PART) && this.deadLetters.discard(id)) ? count("discarded", 1) : notFound();
	}

	/**
	 * Discard dead letters.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param all {@code true} to discard all of them, without a filter
	 * @return the number of dead letters; 400 without a filter and {@code all}, 404 for
	 * another part
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Object>> discardAll(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Boolean all) {
		return change(part, new DeadLetters.Filter(handler, command), all,
				(filter) -> count("discarded", this.deadLetters.discard(filter)));
	}

	// A mistyped name of a filter must not mean all
	private static WebEndpointResponse<Map<String, Object>> change(String part, DeadLetters.Filter filter,
			@Nullable Boolean all, Function<DeadLetters.Filter, WebEndpointResponse<Map<String, Object>>> change) {
		if (!part.equals(PART)) {
			return notFound();
		}
		if (filter.equals(DeadLetters.Filter.all()) && !Boolean.TRUE.equals(all)) {
			return new WebEndpointResponse<>(Map.of("error", "Say which: handler, command, or all=true"),
					WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		return change.apply(filter);
	}

	private static WebEndpointResponse<Map<String, Object>> count(String what, int count) {
		return new WebEndpointResponse<>(Map.of(what, count));
	}

	private static <T> WebEndpointResponse<T> notFound() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	/**
	 * A dead letter.
	 *
	 * @param id the id
	 * @param handler the id of the handler that has failed
	 * @param sdkAppId the SDKAppID
	 * @param command the command
	 * @param callbackId the id of the callback, {@code null} if it has none
	 * @param receivedAt the time at which the callback was received
	 * @param attempts the number of attempts
	 * @param diedAt the time at which the callback was given up
	 * @param cause the cause of the last failure
	 * @param body the body, {@code null} if it is not shown
	 */
	public record Letter(String id, String handler, String sdkAppId, String command, @Nullable String callbackId,
			Instant receivedAt, int attempts, Instant diedAt, String cause, @Nullable String body) {

		private static Letter of(DeadLetter letter, @Nullable String body) {
			return new Letter(letter.id(), letter.handlerId(), letter.callback().sdkAppId(),
					letter.callback().command(), letter.callback().callbackId(), letter.callback().receivedAt(),
					letter.attempts(), letter.diedAt(), letter.cause(), body);
		}

	}

}
