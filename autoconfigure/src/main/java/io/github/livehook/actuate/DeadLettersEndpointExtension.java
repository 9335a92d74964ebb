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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.beans.factory.DisposableBean;
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
 * {@code /actuator/livehook/dead-letters}. What changes many of them runs in the
 * background, and is shown at {@code /actuator/livehook/operations}.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = LivehookEndpoint.class)
@RegisterReflectionForBinding(DeadLettersEndpointExtension.Operation.class)
public final class DeadLettersEndpointExtension implements DisposableBean {

	private static final String PART = "dead-letters";

	private static final String OPERATIONS = "operations";

	private static final int ACCEPTED = 202;

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private final DeadLetters deadLetters;

	private final DeadLetterOperations operations;

	private final boolean showBodies;

	/**
	 * Create the extension.
	 * @param deadLetters the dead letters
	 * @param clock the clock for the times of operations
	 * @param showBodies whether the bodies of single dead letters are shown
	 */
	public DeadLettersEndpointExtension(DeadLetters deadLetters, InstantSource clock, boolean showBodies) {
		this.deadLetters = deadLetters;
		this.operations = new DeadLetterOperations(clock);
		this.showBodies = showBodies;
	}

	@Override
	public void destroy() throws InterruptedException {
		this.operations.close();
	}

	/**
	 * Return dead letters, the latest first, or the operations of this process.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param limit the greatest number of dead letters, {@code null} for 100
	 * @return the dead letters or operations; 404 for another part
	 */
	@ReadOperation
	public WebEndpointResponse<Map<String, Object>> list(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Integer limit) {
		if (part.equals(OPERATIONS)) {
			return new WebEndpointResponse<>(Map.of("operations", this.operations.list()));
		}
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
		return (part.equals(PART) && this.deadLetters.replay(id)) ? one("replayed") : notFound();
	}

	/**
	 * Begin to replay dead letters.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param all {@code true} to replay all of them, without a filter
	 * @return 202 with the operation; 400 without a filter and {@code all}, 404 for
	 * another part, 429 if too many operations are running
	 */
	@WriteOperation
	public WebEndpointResponse<Map<String, Object>> replayAll(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Boolean all) {
		DeadLetters.Filter filter = new DeadLetters.Filter(handler, command);
		return begin(part, "replay", filter, all, (progress) -> this.deadLetters.replay(filter, progress));
	}

	/**
	 * Discard a dead letter.
	 * @param part the part of the endpoint
	 * @param id the id of the dead letter
	 * @return the number 1; 404 if there is none
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Object>> discard(@Selector String part, @Selector String id) {
		return (part.equals(PART) && this.deadLetters.discard(id)) ? one("discarded") : notFound();
	}

	/**
	 * Begin to discard dead letters.
	 * @param part the part of the endpoint
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param all {@code true} to discard all of them, without a filter
	 * @return 202 with the operation; 400 without a filter and {@code all}, 404 for
	 * another part, 429 if too many operations are running
	 */
	@DeleteOperation
	public WebEndpointResponse<Map<String, Object>> discardAll(@Selector String part, @Nullable String handler,
			@Nullable String command, @Nullable Boolean all) {
		DeadLetters.Filter filter = new DeadLetters.Filter(handler, command);
		return begin(part, "discard", filter, all, (progress) -> this.deadLetters.discard(filter, progress));
	}

	private WebEndpointResponse<Map<String, Object>> begin(String part, String type, DeadLetters.Filter filter,
			@Nullable Boolean all, ToIntFunction<IntPredicate> action) {
		if (!part.equals(PART)) {
			return notFound();
		}
		// A mistyped name of a filter must not mean all
		if (filter.equals(DeadLetters.Filter.all()) && !Boolean.TRUE.equals(all)) {
			return error("Say which: handler, command, or all=true", WebEndpointResponse.STATUS_BAD_REQUEST);
		}
		Operation operation = this.operations.begin(type, filter, action);
		return (operation != null) ? new WebEndpointResponse<>(Map.of("operation", operation), ACCEPTED)
				: error("Wait for an operation to end: " + DeadLetterOperations.MAX_RUNNING + " are running",
						WebEndpointResponse.STATUS_TOO_MANY_REQUESTS);
	}

	private static WebEndpointResponse<Map<String, Object>> error(String error, int status) {
		return new WebEndpointResponse<>(Map.of("error", error), status);
	}

	private static WebEndpointResponse<Map<String, Object>> one(String what) {
		return new WebEndpointResponse<>(Map.of(what, 1));
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

	/**
	 * An operation on many dead letters.
	 *
	 * @param id the id
	 * @param type the type: replay or discard
	 * @param handler the id of the handler, {@code null} for every handler
	 * @param command the command, {@code null} for every command
	 * @param state the state: running, finished or failed
	 * @param count the number of dead letters that were replayed or discarded so far
	 * @param startedAt the time at which it began
	 * @param endedAt the time at which it ended, {@code null} if it is running
	 * @param error the error of an operation that has failed, otherwise {@code null}
	 */
	public record Operation(String id, String type, @Nullable String handler, @Nullable String command, String state,
			int count, Instant startedAt, @Nullable Instant endedAt, @Nullable String error) {

		static Operation begun(String type, DeadLetters.Filter filter, Instant time) {
			return new Operation(UUID.randomUUID().toString(), type, filter.handlerId(), filter.command(), "running", 0,
					time, null, null);
		}

		Operation withCount(int count) {
			return new Operation(this.id, this.type, this.handler, this.command, this.state, count, this.startedAt,
					this.endedAt, this.error);
		}

		Operation ended(Instant time, @Nullable String error) {
			return new Operation(this.id, this.type, this.handler, this.command,
					(error != null) ? "failed" : "finished", this.count, this.startedAt, time, error);
		}

	}

}
