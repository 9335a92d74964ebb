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

package io.github.livehook.benchmarks.processor;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.livehook.benchmarks.callback.App;
import io.github.livehook.benchmarks.callback.BattleBody;
import io.github.livehook.web.CallbackAnswer;
import io.github.livehook.web.CallbackExchange;

/**
 * {@link CallbackExchange} without a server, which is another callback each time.
 */
final class InMemoryExchange implements CallbackExchange {

	private static final long SECOND = 1000;

	private static final long RESIGN_AFTER = 10;

	private final BattleBody body;

	private final String contentLength;

	private long signedFor;

	private String query = "";

	private int status;

	InMemoryExchange(BattleBody body) {
		this.body = body;
		this.contentLength = String.valueOf(body.bytes().length);
	}

	/**
	 * Become another callback, without allocation but for a new signature now and then.
	 */
	void renew() {
		long now = System.currentTimeMillis() / SECOND;
		if (now - this.signedFor >= RESIGN_AFTER) {
			this.signedFor = now;
			this.query = App.query(now);
		}
		this.body.renew();
	}

	/**
	 * Return the status of the answer.
	 * @return the HTTP status
	 */
	int status() {
		return this.status;
	}

	@Override
	public Duration age() {
		return Duration.ZERO;
	}

	@Override
	public String method() {
		return "POST";
	}

	@Override
	public String query() {
		return this.query;
	}

	@Override
	public @Nullable String header(String name) {
		return name.equalsIgnoreCase("Content-Length") ? this.contentLength : null;
	}

	@Override
	public InputStream body() {
		return new ByteArrayInputStream(this.body.bytes());
	}

	@Override
	public void send(CallbackAnswer answer, boolean late) {
		this.status = answer.status();
	}

}
