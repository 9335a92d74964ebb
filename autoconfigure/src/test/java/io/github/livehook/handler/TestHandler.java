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

package io.github.livehook.handler;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.livehook.callback.Callback;

/**
 * A handler of every command that counts its calls.
 */
public final class TestHandler implements CallbackHandler {

	private final String id;

	private final Action action;

	private final AtomicInteger calls = new AtomicInteger();

	private TestHandler(String id, Action action) {
		this.id = id;
		this.action = action;
	}

	public static TestHandler of(String id) {
		return new TestHandler(id, (callback) -> {
		});
	}

	public static TestHandler of(String id, Action action) {
		return new TestHandler(id, action);
	}

	public int calls() {
		return this.calls.get();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> commands() {
		return Set.of();
	}

	@Override
	public String description() {
		return "handler " + this.id;
	}

	@Override
	public Object handle(Callback callback) throws Throwable {
		this.calls.incrementAndGet();
		this.action.run(callback);
		return null;
	}

	/**
	 * What the handler does.
	 */
	public interface Action {

		void run(Callback callback) throws Throwable;

	}

}
