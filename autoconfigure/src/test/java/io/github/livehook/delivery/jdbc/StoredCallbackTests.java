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

package io.github.livehook.delivery.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is stored of a callback, and when.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class StoredCallbackTests {

	private final TestNodes nodes;

	StoredCallbackTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	@Test
	void whenAcceptedThenCallbackAndWorkOfEachHandlerAreCommitted() {
		JdbcCallbackDelivery delivery = this.nodes.create(TestHandler.of("one"), TestHandler.of("two"));
		List<Long> stored = new CopyOnWriteArrayList<>();
		assertThat(delivery.deliver(this.nodes.callback("a"), new CallbackDelivery.Progress() {

			@Override
			public void accepted() {
				// Another connection than that of the transaction
				stored.add(StoredCallbackTests.this.nodes.callbacks());
				stored.add(StoredCallbackTests.this.nodes.works());
			}

			@Override
			public void failed(Status status) {
				throw new AssertionError(status);
			}

			@Override
			public Duration timeLeft() {
				return Duration.ofSeconds(1);
			}

		}).status()).isEqualTo(Status.STORED);
		assertThat(stored).containsExactly(1L, 2L);
	}

	@Test
	void whenHandlerRunsThenCallbackAndItsWorkAreInTheDatabase() {
		AtomicInteger found = new AtomicInteger();
		TestHandler handler = TestHandler.of("handler",
				(callback) -> found.addAndGet((int) (this.nodes.works() * 10 + this.nodes.callbacks())));
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(found).hasValue(11);
		assertThat(this.nodes.progress.acceptances()).hasValue(1);
		assertThat(this.nodes.progress.failures()).isEmpty();
	}

	@Test
	void whenThereIsNoHandlerThenNothingIsStored() {
		JdbcCallbackDelivery delivery = this.nodes.create(TestHandler.of("handler").forCommand("Other"));
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.NO_HANDLER);
		assertThat(this.nodes.callbacks()).isZero();
		assertThat(this.nodes.progress.acceptances()).hasValue(0);
		assertThat(delivery.concurrencyLimit().active()).isZero();
	}

	@Test
	void whenSeveralComeInOneRequestThenEachIsStoredOnceAndAcceptedTogether() {
		TestHandler handler = TestHandler.of("handler").forCommand(TestNodes.COMMAND);
		JdbcCallbackDelivery delivery = this.nodes.create(handler);
		Callback other = TestNodes.callback("c", this.nodes.metadata().withCommand("Other"));
		assertThat(this.nodes.deliver(delivery, this.nodes.callback("a"), other, this.nodes.callback("b"),
				this.nodes.callback("a")))
			.containsExactly(Status.STORED, Status.NO_HANDLER, Status.STORED, Status.DUPLICATE);
		assertThat(this.nodes.callbacks()).isEqualTo(2);
		assertThat(this.nodes.progress.acceptances()).hasValue(1);
		this.nodes.start(delivery);
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactlyInAnyOrder("a", "b");
	}

	@Test
	void whenOneOfARequestCannotBeStoredThenNoneIs() {
		JdbcCallbackDelivery delivery = this.nodes.create(TestHandler.of("handler"));
		this.nodes.jdbc
			.execute("alter table livehook_callback add constraint no_more check (callback_id <> 'unstorable')");
		// In whatever order they are stored, some come before that one
		List<Status> statuses = this.nodes.deliver(delivery, this.nodes.callback("a"), this.nodes.callback("b"),
				this.nodes.callback("unstorable"), this.nodes.callback("c"), this.nodes.callback("d"));
		assertThat(statuses).hasSize(5).containsOnly(Status.NOT_STORED);
		assertThat(this.nodes.callbacks() + this.nodes.works()).isZero();
		assertThat(this.nodes.progress.acceptances()).hasValue(0);
		assertThat(this.nodes.deliver(delivery, "a")).isEqualTo(Status.STORED);
	}

	@Test
	void whenHandledThenMetadataAndBodyAreAsTheyWere() {
		String text = "\u4e2d\u6587 \ud83c\udf89 '\"\\ " + "long ".repeat(2000);
		CallbackMetadata metadata = new CallbackMetadata("1400000000", "Command." + text.substring(0, 100),
				"application/json;" + text, "2001:db8::1", OptPlatform.IOS, Instant.parse("2026-02-28T23:59:59Z"),
				Instant.parse("2026-03-01T00:00:00.123456Z"), Instant.parse("2026-03-01T00:00:01.123456Z"), null,
				"request " + text.substring(0, 10), 1);
		TestHandler handler = TestHandler.of("handler");
		this.nodes.deliver(this.nodes.start(handler),
				TestNodes.callback("id " + text.substring(0, 10), metadata, body(text)));
		this.nodes.awaitNoWork();
		Callback callback = handler.calls().get(0);
		assertThat(callback.metadata()).isEqualTo(metadata.withCallbackId("id " + text.substring(0, 10)));
		assertThat(new String(callback.body(), StandardCharsets.UTF_8)).isEqualTo(body(text));
	}

	private static String body(String text) {
		return "// as received\n{\"Text\":\"" + text.replace("\"", "").replace("\\", "") + "\",\"Much\":\""
				+ "0123456789".repeat(25_000) + "\",}";
	}

	@Test
	void whenOnlyWhatIsNeededIsKnownThenTheRestIsNull() {
		CallbackMetadata metadata = this.nodes.metadata();
		TestHandler handler = TestHandler.of("handler");
		this.nodes.deliver(this.nodes.start(handler), TestNodes.callback(null, metadata));
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).singleElement().extracting(Callback::metadata).isEqualTo(metadata);
	}

	@Test
	void whenTextHasNulThenItIsReplaced() {
		CallbackMetadata metadata = allOf("a\0b");
		TestHandler handler = TestHandler.of("handler");
		this.nodes.deliver(this.nodes.start(handler), TestNodes.callback("a\0b", metadata));
		this.nodes.awaitNoWork();
		String kept = "a\uFFFDb";
		assertThat(handler.calls()).singleElement()
			.extracting(Callback::metadata)
			.isEqualTo(new CallbackMetadata(kept, kept, kept, kept, new OptPlatform(kept), null, metadata.receivedAt(),
					metadata.deadline(), kept, null, 1));
	}

	@Test
	void whenTextHasHalfACharacterThenItIsStored() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		assertThat(this.nodes.deliver(delivery, TestNodes.callback("\ud83c", allOf("\ud83c"))))
			.containsExactly(Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(handler.attempts()).containsExactly(1);
	}

	private CallbackMetadata allOf(String text) {
		CallbackMetadata metadata = this.nodes.metadata();
		return new CallbackMetadata(text, text, text, text, OptPlatform.of(text), null, metadata.receivedAt(),
				metadata.deadline(), null, null, 1);
	}

	@Test
	void whenTimesAreFarAwayThenCallbackIsStored() {
		Instant latest = Instant.ofEpochSecond(999_999_999_999L);
		CallbackMetadata now = this.nodes.metadata();
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(handler);
		assertThat(
				this.nodes
					.deliver(delivery,
							TestNodes.callback("a",
									new CallbackMetadata("1", "Command", null, null, null, latest, now.receivedAt(),
											now.deadline(), null, null, 1)),
							TestNodes.callback("b",
									new CallbackMetadata("1", "Command", null, null, null, Instant.EPOCH,
											now.receivedAt(), now.deadline(), null, null, 1))))
			.containsExactly(Status.STORED, Status.STORED);
		this.nodes.awaitNoWork();
		assertThat(handler.calls()).extracting((callback) -> callback.metadata().requestTime())
			.containsExactlyInAnyOrder(latest, Instant.EPOCH);
	}

}
