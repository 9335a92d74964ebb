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

package io.github.livehook.observation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.Answers;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the traces that a tracer makes of observations.
 */
class TraceIntegrationTests {

	@Test
	void whenHandlerIsCalledThenItIsInTheTraceOfItsRequest() {
		try (TestServer server = TestServer.start(List.of(Tracing.class, TracedHandlers.class),
				"livehook.response-timeout=1900ms")) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Answers.assertOk(server.client().post(Battles.gift("room")));
			Answers.assertOk(server.client().post(Samples.battle("2")));
			List<String> seen = server.bean(TracedHandlers.class).seen;
			assertThat(seen).hasSize(3).doesNotHaveDuplicates();
			SimpleTracer tracer = server.bean(SimpleTracer.class);
			Awaitility.await().until(() -> spans(tracer, "http post").size() == 3);
			List<String> chains = new ArrayList<>();
			for (SimpleSpan request : spans(tracer, "http post")) {
				SimpleSpan callback = only(childrenOf(tracer, request));
				SimpleSpan call = only(childrenOf(tracer, callback));
				assertThat(List.of(callback.getTraceId(), call.getTraceId())).containsOnly(request.getTraceId());
				assertThat(seen).contains(request.getTraceId());
				chains.add(callback.getName() + " > " + call.getName());
			}
			assertThat(chains).containsExactlyInAnyOrder(
					"callback Live.CallbackAfterStartBattle > handler tracedHandlers.started",
					"callback Live.CallbackBeforeSendGift > handler tracedHandlers.check",
					"callback Live.CallbackAfterStartBattle > handler tracedHandlers.started");
			assertThat(tags(tracer)).containsEntry("livehook.app", "1400000000").containsEntry("outcome", "handled");
		}
	}

	@Test
	void whenEventsComeInABatchThenEachCallIsBelowItsOwnCallback() {
		try (TestServer server = TestServer.start(List.of(Tracing.class, TracedHandlers.class),
				"livehook.response-timeout=1900ms")) {
			Answers.assertOk(
					server.client().post("{\"Events\":[" + Samples.battle("1") + "," + Samples.battle("2") + "]}"));
			SimpleTracer tracer = server.bean(SimpleTracer.class);
			Awaitility.await().until(() -> spans(tracer, "http post").size() == 1);
			List<SimpleSpan> callbacks = childrenOf(tracer, only(spans(tracer, "http post")));
			assertThat(callbacks).hasSize(2).allSatisfy((callback) -> {
				SimpleSpan call = only(childrenOf(tracer, callback));
				assertThat(call.getTraceId()).isEqualTo(callback.getTraceId());
				assertThat(call.getTags().get("livehook.callback.id"))
					.isEqualTo(callback.getTags().get("livehook.callback.id"));
			});
			assertThat(callbacks).extracting((callback) -> callback.getTags().get("livehook.callback.id"))
				.containsExactlyInAnyOrder("1", "2");
		}
	}

	@Test
	void whenCallsAreNotObservedThenHandlerIsInTheTraceAllTheSame() {
		try (TestServer server = TestServer.start(List.of(Tracing.class, TracedHandlers.class),
				"livehook.response-timeout=1900ms", "management.observations.enable.livehook.handler=false")) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Answers.assertOk(server.client().post(Battles.gift("room")));
			SimpleTracer tracer = server.bean(SimpleTracer.class);
			Awaitility.await().until(() -> spans(tracer, "http post").size() == 2);
			assertThat(spans(tracer, "handler")).isEmpty();
			assertThat(server.bean(TracedHandlers.class).seen).containsExactlyInAnyOrderElementsOf(
					spans(tracer, "callback").stream().map(SimpleSpan::getTraceId).toList());
		}
	}

	@Test
	void whenCallbacksAreNotObservedThenHandlerIsInTheTraceAllTheSame() {
		try (TestServer server = TestServer.start(List.of(Tracing.class, TracedHandlers.class),
				"livehook.response-timeout=1900ms", "management.observations.enable.livehook.callback=false")) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			Answers.assertOk(server.client().post(Battles.gift("room")));
			SimpleTracer tracer = server.bean(SimpleTracer.class);
			Awaitility.await().until(() -> spans(tracer, "http post").size() == 2);
			assertThat(spans(tracer, "callback")).isEmpty();
			for (SimpleSpan request : spans(tracer, "http post")) {
				assertThat(childrenOf(tracer, request)).singleElement()
					.satisfies((call) -> assertThat(call.getName()).startsWith("handler "))
					.satisfies((call) -> assertThat(call.getTraceId()).isEqualTo(request.getTraceId()));
			}
		}
	}

	@Test
	void whenCallbackIsStoredThenEachAttemptIsATraceOfItsOwn() {
		try (TestServer server = TestServer.start(List.of(Tracing.class, RetriedHandler.class),
				"livehook.response-timeout=1900ms", "livehook.delivery.mode=jdbc",
				"livehook.delivery.application=tests", "livehook.delivery.retry.delay=10ms",
				"spring.datasource.url=" + DurableContexts.newDatabase())) {
			Answers.assertOk(server.client().post(Samples.battle("1")));
			SimpleTracer tracer = server.bean(SimpleTracer.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(spans(tracer, "handler")).hasSize(2)
					.allSatisfy((attempt) -> assertThat(attempt.getEndTimestamp()).isAfter(Instant.EPOCH)));
			SimpleSpan callback = only(childrenOf(tracer, only(spans(tracer, "http post"))));
			assertThat(callback.getTags()).containsEntry("outcome", "stored");
			assertThat(childrenOf(tracer, callback)).isEmpty();
			List<SimpleSpan> attempts = spans(tracer, "handler retriedHandler.started");
			assertThat(attempts).extracting((attempt) -> attempt.getTags().get("livehook.attempt"))
				.containsExactly("1", "2");
			assertThat(attempts).extracting((attempt) -> attempt.getTags().get("outcome"))
				.containsExactly("failed", "succeeded");
			assertThat(attempts).extracting((attempt) -> attempt.getTags().get("livehook.callback.id"))
				.containsOnly(callback.getTags().get("livehook.callback.id"))
				.doesNotContain("none");
			assertThat(attempts).extracting(SimpleSpan::getTraceId)
				.doesNotContain(callback.getTraceId())
				.containsExactlyElementsOf(server.bean(RetriedHandler.class).seen)
				.doesNotHaveDuplicates();
		}
	}

	private static List<SimpleSpan> spans(SimpleTracer tracer, String name) {
		return tracer.getSpans().stream().filter((span) -> span.getName().startsWith(name)).toList();
	}

	private static List<SimpleSpan> childrenOf(SimpleTracer tracer, SimpleSpan parent) {
		return tracer.getSpans().stream().filter((span) -> parent.getSpanId().equals(span.getParentId())).toList();
	}

	private static SimpleSpan only(List<SimpleSpan> spans) {
		assertThat(spans).hasSize(1);
		return spans.get(0);
	}

	private static Map<String, String> tags(SimpleTracer tracer) {
		return spans(tracer, "callback Live.CallbackAfterStartBattle").get(0)
			.getTags()
			.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		SimpleTracer tracer() {
			return new SimpleTracer();
		}

		@Bean
		DefaultTracingObservationHandler tracingHandler(Tracer tracer) {
			return new DefaultTracingObservationHandler(tracer);
		}

	}

	@Configuration(value = "tracedHandlers", proxyBeanMethods = false)
	static class TracedHandlers {

		final List<String> seen = new CopyOnWriteArrayList<>();

		private final Tracer tracer;

		TracedHandlers(Tracer tracer) {
			this.tracer = tracer;
		}

		@OnBattleStart
		void started(BattleStarted battle) {
			look();
		}

		@BeforeGiftSend
		GiftDecision check(GiftRequest gift) {
			look();
			return GiftDecision.allow();
		}

		private void look() {
			Span span = this.tracer.currentSpan();
			this.seen.add((span != null) ? span.context().traceId() : "none");
		}

	}

	@Configuration(value = "retriedHandler", proxyBeanMethods = false)
	static class RetriedHandler {

		final List<String> seen = new CopyOnWriteArrayList<>();

		private final Tracer tracer;

		RetriedHandler(Tracer tracer) {
			this.tracer = tracer;
		}

		@OnBattleStart
		void started(CallbackMetadata metadata) {
			Span span = this.tracer.currentSpan();
			this.seen.add((span != null) ? span.context().traceId() : "none");
			if (metadata.attempt() == 1) {
				throw new IllegalStateException("failing as told");
			}
		}

	}

}
