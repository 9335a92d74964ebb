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

import java.util.List;
import java.util.function.BiFunction;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.delivery.CallbackDelivery;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeliveryResult;
import io.github.livehook.delivery.before.CallbackDecisions;
import io.github.livehook.delivery.before.DecisionThreads;
import io.github.livehook.handler.CallbackDispatcher;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

/**
 * Routers whose delivery is a function, and that have no decision handlers.
 */
final class TestRouters {

	private TestRouters() {
	}

	static CallbackRouter of(BiFunction<Callback, CallbackDelivery.Progress, DeliveryResult> function,
			CallbackListener listener, int failureStatus) {
		CallbackDelivery delivery = (callbacks,
				progress) -> callbacks.stream().map((callback) -> function.apply(callback, progress)).toList();
		CallbackListeners listeners = CallbackListeners.of(listener);
		return new CallbackRouter(delivery,
				new CallbackDecisions(new NoHandlers(), CommandCatalog.standard(), new CallbackDispatcher(List.of()),
						CallbackCodec.create(CommandCatalog.standard()), delivery,
						new DecisionThreads(1, false, (task) -> task), listeners),
				null, listeners, failureStatus);
	}

	private static final class NoHandlers implements CallbackHandlers {

		@Override
		public List<CallbackHandler> handlers() {
			return List.of();
		}

		@Override
		public List<CallbackHandler> forCommand(String command) {
			return List.of();
		}

	}

}
