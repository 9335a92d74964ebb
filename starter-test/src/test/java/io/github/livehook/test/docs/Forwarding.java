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

package io.github.livehook.test.docs;

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import io.github.livehook.callback.Callback;
import io.github.livehook.handler.CallbackHandler;

@Component
@Order(2)
class Forwarding implements CallbackHandler {

	private final Forwarder forwarder;

	Forwarding(Forwarder forwarder) {
		this.forwarder = forwarder;
	}

	@Override
	public String id() {
		return "forwarding";
	}

	@Override
	public Set<String> commands() {
		return this.forwarder.commands();
	}

	@Override
	public @Nullable Object handle(Callback callback) {
		this.forwarder.send(callback.metadata(), callback.bodyAs(JsonNode.class));
		return null;
	}

}
