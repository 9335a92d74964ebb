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

package io.github.livehook.delivery.before;

import java.util.List;
import java.util.Map;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.TestCallbacks;

/**
 * Decisions by one decisionHandler on gifts.
 *
 * @param threads the threads on which is decided
 * @param decisions the decisions
 */
record Decisions(DecisionThreads threads, CallbackDecisions decisions) implements AutoCloseable {

	static Decisions of(int maxConcurrency, DecisionHandler decisionHandler, CallbackListener... listeners) {
		DecisionThreads threads = new DecisionThreads(maxConcurrency, false, (task) -> task);
		CallbackDispatcher dispatcher = new CallbackDispatcher(List.of());
		CallbackDelivery nobody = (callbacks, progress) -> {
			throw new AssertionError("Nobody watches");
		};
		return new Decisions(threads,
				new CallbackDecisions(new OneDecisionHandler(decisionHandler), CommandCatalog.standard(), dispatcher,
						CallbackCodec.create(CommandCatalog.standard()), nobody, threads,
						CallbackListeners.of(listeners)));
	}

	static Callback gift(String roomId) {
		return TestCallbacks.of(GiftRequest.COMMAND, "{\"RoomId\":\"" + roomId + "\"}");
	}

	TestReply decide(Callback callback, TestReply reply) {
		this.decisions.decide(callback, reply);
		return reply;
	}

	@Override
	public void close() {
		this.threads.close();
	}

	private record OneDecisionHandler(DecisionHandler decisionHandler) implements CallbackHandlers {

		@Override
		public List<CallbackHandler> handlers() {
			return List.of();
		}

		@Override
		public List<DecisionHandler> decisionHandlers() {
			return List.of(this.decisionHandler);
		}

		@Override
		public List<CallbackHandler> forCommand(String command) {
			return List.of();
		}

		@Override
		public DecisionHandler decisionHandler(String command) {
			return Map.of(GiftRequest.COMMAND, this.decisionHandler).get(command);
		}

	}

}
