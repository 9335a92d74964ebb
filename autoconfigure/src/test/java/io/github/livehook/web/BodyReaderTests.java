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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.callback.InvalidRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BodyReader}.
 */
class BodyReaderTests {

	private static final int MAX = 10_000;

	private final BodyReader reader = new BodyReader(MAX);

	@Test
	void whenLengthIsAnnouncedThenBodyIsRead() throws Exception {
		assertThat(read(FakeExchange.post("{\"a\":\"\u4e16\"}"))).isEqualTo("{\"a\":\"\u4e16\"}");
	}

	@Test
	void whenBodyIsChunkedThenItIsRead() throws Exception {
		assertThat(read(chunked("x".repeat(9_999)))).hasSize(9_999);
	}

	@ParameterizedTest
	@ValueSource(strings = { "many", "", "-5", "99999999999999999999" })
	void whenLengthIsNotANumberThenBodyIsReadAllTheSame(String length) throws Exception {
		assertThat(read(FakeExchange.post("{}").with("Content-Length", length))).isEqualTo("{}");
	}

	@Test
	void whenNothingIsAnnouncedThenBodyIsEmpty() throws Exception {
		assertThat(read(new FakeExchange("POST"))).isEmpty();
		assertThat(read(new FakeExchange("POST").with("Content-Length", "0"))).isEmpty();
	}

	@Test
	void whenBodyHasTheLargestSizeThenItIsRead() throws Exception {
		assertThat(read(FakeExchange.post("x".repeat(MAX)))).hasSize(MAX);
		assertThat(read(chunked("x".repeat(MAX)))).hasSize(MAX);
	}

	@Test
	void whenAnnouncedLengthIsTooLargeThenBodyIsNotRead() {
		FakeExchange exchange = FakeExchange.post("x".repeat(MAX + 1));
		assertRejected(exchange, InvalidRequest.BODY_TOO_LARGE,
				"The body is larger than livehook.max-body-size (10000 bytes)");
		assertThat(exchange.isBodyOpened()).isFalse();
	}

	@Test
	void whenChunkedBodyIsTooLargeThenItIsNotReadToItsEnd() {
		CountingStream endless = new CountingStream();
		assertRejected(new FakeExchange("POST").with("Transfer-Encoding", "chunked").body(endless),
				InvalidRequest.BODY_TOO_LARGE, "The body is larger than livehook.max-body-size (10000 bytes)");
		assertThat(endless.read).isLessThan(MAX * 2);
	}

	@Test
	void whenAnnouncedBodyIsNotThereThenSomethingHasConsumedIt() {
		String message = "A body was announced and there is none: has a filter read it, or asked for a parameter, "
				+ "before Livehook did?";
		assertRejected(new FakeExchange("POST").with("content-length", "12"), InvalidRequest.BODY_CONSUMED, message);
		assertRejected(chunked(""), InvalidRequest.BODY_CONSUMED, message);
	}

	@Test
	void whenReaderWasTakenByAnotherThenSomethingHasConsumedIt() {
		FakeExchange exchange = new FakeExchange("POST") {

			@Override
			public InputStream body() {
				throw new IllegalStateException("getReader() has already been called for this request");
			}

		};
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> read(exchange.with("Content-Length", "12")))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(InvalidRequest.BODY_CONSUMED));
	}

	@Test
	void whenBodyIsShorterThanAnnouncedThenItIsIncomplete() {
		assertRejected(FakeExchange.post("{\"a\":").with("Content-Length", "12"), InvalidRequest.BODY_INCOMPLETE,
				"The body is shorter than announced");
	}

	@Test
	void whenConnectionBreaksThenBodyIsIncompleteAndMessageHoldsNothingOfIt() {
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("{\"secret\"");
			}

		};
		assertRejected(new FakeExchange("POST").with("Content-Length", "12").body(broken),
				InvalidRequest.BODY_INCOMPLETE, "The body could not be read: IOException");
	}

	@Test
	void whenTimeIsUpWhileReadingThenBodyIsIncomplete() {
		AtomicInteger reads = new AtomicInteger();
		CountingStream endless = new CountingStream();
		FakeExchange exchange = new FakeExchange("POST").with("Transfer-Encoding", "chunked").body(endless);
		assertThatExceptionOfType(InvalidRequestException.class)
			.isThrownBy(() -> new BodyReader(Integer.MAX_VALUE - 1).read(exchange, () -> reads.incrementAndGet() > 3))
			.withMessage("The body did not arrive in time")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(InvalidRequest.BODY_INCOMPLETE));
		assertThat(reads).hasValue(4);
	}

	@Test
	void whenManyLargeBodiesStallThenFewThreadsWaitForThem() throws Exception {
		CountDownLatch arrival = new CountDownLatch(1);
		Semaphore waiting = new Semaphore(0);
		InputStream stalled = new InputStream() {

			@Override
			public int read() throws IOException {
				waiting.release();
				try {
					arrival.await(20, TimeUnit.SECONDS);
				}
				catch (InterruptedException ex) {
					throw new IOException(ex);
				}
				return -1;
			}

		};
		List<CompletableFuture<Void>> discarding = Stream.generate(() -> CompletableFuture.runAsync(
				() -> this.reader.discard(new FakeExchange("POST").body(stalled), Duration.ofSeconds(20)),
				(task) -> new Thread(task).start()))
			.limit(4)
			.toList();
		assertThat(waiting.tryAcquire(4, 20, TimeUnit.SECONDS)).isTrue();
		FakeExchange fifth = FakeExchange.post("{}");
		this.reader.discard(fifth, Duration.ofSeconds(20));
		assertThat(fifth.isBodyOpened()).isFalse();
		arrival.countDown();
		discarding.forEach(CompletableFuture::join);
		this.reader.discard(fifth, Duration.ofSeconds(20));
		assertThat(fifth.isBodyOpened()).isTrue();
	}

	@Test
	void whenLargeBodyHasNoEndThenItIsLeft() {
		CountingStream endless = new CountingStream();
		this.reader.discard(new FakeExchange("POST").body(endless), Duration.ofSeconds(20));
		assertThat(endless.read).isBetween(2_000_000, 3_000_000);
	}

	private static FakeExchange chunked(String body) {
		return new FakeExchange("POST").with("Transfer-Encoding", "chunked")
			.body(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
	}

	private String read(CallbackExchange exchange) throws InvalidRequestException {
		return new String(this.reader.read(exchange, () -> false), StandardCharsets.UTF_8);
	}

	private void assertRejected(CallbackExchange exchange, InvalidRequest rejection, String message) {
		assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read(exchange))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(rejection));
	}

	private static final class CountingStream extends InputStream {

		private int read;

		@Override
		public int read() {
			this.read++;
			return 'x';
		}

	}

}
