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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.CallbackResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link CallbackExchange} without a server.
 */
class FakeExchange implements CallbackExchange {

	private final String method;

	private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final CountDownLatch answered = new CountDownLatch(1);

	private final List<Sent> sent = new CopyOnWriteArrayList<>();

	private @Nullable String query;

	private InputStream body = InputStream.nullInputStream();

	private volatile boolean bodyOpened;

	private Instant receivedAt = Instant.parse("2026-01-01T12:00:00Z");

	FakeExchange(String method) {
		this.method = method;
	}

	static FakeExchange post(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return new FakeExchange("POST").with("Content-Length", String.valueOf(bytes.length))
			.body(new ByteArrayInputStream(bytes));
	}

	FakeExchange with(String header, String value) {
		this.headers.put(header, value);
		return this;
	}

	FakeExchange query(String query) {
		this.query = query;
		return this;
	}

	FakeExchange body(InputStream body) {
		this.body = body;
		return this;
	}

	FakeExchange receivedAt(Instant receivedAt) {
		this.receivedAt = receivedAt;
		return this;
	}

	boolean isBodyOpened() {
		return this.bodyOpened;
	}

	List<Sent> sent() {
		return this.sent;
	}

	/**
	 * Wait until the answer is being sent.
	 */
	void awaitAnswer() {
		try {
			assertThat(this.answered.await(10, TimeUnit.SECONDS)).as("answered").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Instant receivedAt() {
		return this.receivedAt;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public @Nullable String query() {
		return this.query;
	}

	@Override
	public String remoteAddress() {
		return "203.0.113.7";
	}

	@Override
	public @Nullable String header(String name) {
		return this.headers.get(name);
	}

	@Override
	public InputStream body() {
		this.bodyOpened = true;
		return this.body;
	}

	@Override
	public void send(CallbackResponse response, boolean late) throws IOException {
		this.sent.add(new Sent(response, late));
		this.answered.countDown();
	}

	/**
	 * A response as it was sent.
	 *
	 * @param response the response
	 * @param late whether it was late
	 */
	record Sent(CallbackResponse response, boolean late) {

		static Sent inTime(CallbackResponse response) {
			return new Sent(response, false);
		}

		static Sent late(CallbackResponse response) {
			return new Sent(response, true);
		}

	}

}
