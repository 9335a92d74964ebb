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

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.HandlerRetry;

/**
 * A handler that remembers what it was given.
 *
 * @param id the id
 * @param commands the commands
 * @param retry what is different when it has failed
 * @param action what it does
 * @param calls what it was given
 */
public record TestHandler(String id, Set<String> commands, HandlerRetry retry, Action action,
		List<Callback> calls) implements CallbackHandler {

	public static TestHandler of(String id, Action action) {
		return new TestHandler(id, Set.of(), HandlerRetry.none(), action, new CopyOnWriteArrayList<>());
	}

	public static TestHandler of(String id) {
		return of(id, (callback) -> {
		});
	}

	/**
	 * Return a handler that never succeeds.
	 * @param id the id
	 * @return the handler
	 */
	public static TestHandler failing(String id) {
		return of(id, (callback) -> {
			throw new IllegalStateException("failing as told");
		});
	}

	public TestHandler with(HandlerRetry retry) {
		return new TestHandler(this.id, this.commands, retry, this.action, this.calls);
	}

	public TestHandler forCommand(String command) {
		return new TestHandler(this.id, Set.of(command), this.retry, this.action, this.calls);
	}

	public List<Integer> attempts() {
		return this.calls.stream().map((callback) -> callback.metadata().attempt()).toList();
	}

	public List<String> callbackIds() {
		return this.calls.stream().map(Callback::metadata).map(CallbackMetadata::callbackId).toList();
	}

	@Override
	public String description() {
		return "the handler " + this.id;
	}

	@Override
	public Object handle(Callback callback) throws Throwable {
		this.calls.add(callback);
		this.action.handle(callback);
		return null;
	}

	/**
	 * What a handler does.
	 */
	public interface Action {

		void handle(Callback callback) throws Throwable;

	}

}
