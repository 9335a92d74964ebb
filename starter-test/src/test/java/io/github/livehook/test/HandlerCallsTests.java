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

package io.github.livehook.test;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.CallbackDispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HandlerCalls} and the assertions on it.
 */
class HandlerCallsTests {

	private final HandlerCalls calls = new HandlerCalls();

	private final CallbackDispatcher dispatcher = new CallbackDispatcher(List.of(this.calls));

	@Test
	void whenHandlersAreCalledThenCallsAreRecordedInOrder() throws Exception {
		dispatch("first", (callback) -> null);
		dispatch("second", (callback) -> null);
		dispatch("first", (callback) -> null);
		assertThat(this.calls).containsExactly("first", "second", "first");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.calls).containsExactly("second", "first", "first"))
			.withMessageContaining("[second, first, first]")
			.withMessageContaining("first(Live.CallbackAfterStartBattle): SUCCEEDED, null");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.calls).isEmpty());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.calls).call("first"))
			.withMessageContaining("Expecting first to be called once");
	}

	@Test
	void whenHandlerReturnsThenResultIsRecorded() throws Exception {
		GiftDecision decision = GiftDecision.reject(102101, "no");
		dispatch("gifts.check", (callback) -> decision);
		assertThat(this.calls).call("gifts.check").succeeded().returned(decision);
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.calls).call("gifts.check").returned(GiftDecision.allow()));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.calls).call("gifts.check").failedWith(Exception.class));
	}

	@Test
	void whenHandlerThrowsThenErrorIsRecorded() throws Exception {
		dispatch("battles.started", (callback) -> {
			throw new IllegalStateException("no database");
		});
		assertThat(this.calls).call("battles.started").failedWith(IllegalStateException.class);
		assertThat(this.calls.list().get(0).error()).hasMessage("no database");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.calls).call("battles.started").failedWith(IllegalArgumentException.class))
			.withMessageContaining("no database");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(this.calls).call("battles.started").succeeded());
	}

	@Test
	void whenBodyDoesNotFitThenCallIsUnreadable() throws Exception {
		Callback callback = callback(CallbackRequest.sample(BattleStarted.class).withJson("FromRoomInfo", "[1]"));
		this.dispatcher.dispatch(new NamedHandler("battles.started", Callback::payload), callback);
		assertThat(this.calls).call("battles.started").wasUnreadable();
	}

	@Test
	void whenCallIsRecordedThenItsEventIsKnown() throws Exception {
		dispatch("battles.started", (callback) -> null);
		BattleStarted battle = callback(CallbackRequest.sample(BattleStarted.class)).bodyAs(BattleStarted.class);
		assertThat(this.calls).call("battles.started")
			.hasEvent(battle)
			.hasEventSatisfying(BattleStarted.class, (event) -> assertThat(event.battleId()).startsWith("4siHs"));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(
				() -> assertThat(this.calls).call("battles.started").hasEvent(new GiftRequest(null, null, null)));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(
				() -> assertThat(this.calls).call("battles.started").hasEventSatisfying(GiftRequest.class, (event) -> {
				}));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.calls).call("battles.started")
			.hasEventSatisfying(BattleStarted.class, (event) -> assertThat(event.battleId()).isEqualTo("b1")));
	}

	@Test
	void whenClearedThenNothingIsRecorded() throws Exception {
		dispatch("first", (callback) -> null);
		this.calls.clear();
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenClearedDuringCallThenThatCallIsNotRecorded() throws Exception {
		dispatch("late", (callback) -> {
			this.calls.clear();
			return null;
		});
		dispatch("next", (callback) -> null);
		assertThat(this.calls).containsExactly("next");
	}

	private void dispatch(String id, NamedHandler.Body body) throws Exception {
		this.dispatcher.dispatch(new NamedHandler(id, body), callback(CallbackRequest.sample(BattleStarted.class)));
	}

	private static Callback callback(CallbackRequest request) throws Exception {
		return CallbackCodec.create(CommandCatalog.standard()).decode(request.body(), JsonFields.NOTHING_KNOWN);
	}

}
