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

package io.github.livehook.sample;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

import io.github.livehook.event.chat.state.StateChanged;
import io.github.livehook.event.chat.state.StateChanged.StateAction;
import io.github.livehook.event.chat.state.StateChanged.StateInfo;
import io.github.livehook.handler.OnCallback;

@Component
class Presence {

	private static final Logger logger = LoggerFactory.getLogger(Presence.class);

	private final Map<String, Change> latest = new ConcurrentHashMap<>();

	@OnCallback
	void changed(StateChanged event) {
		StateInfo info = event.info();
		if (info == null || info.toAccount() == null || event.eventTime() == null) {
			return;
		}
		boolean online = StateAction.LOGIN.equals(info.action());
		// Events come in any order
		this.latest.merge(info.toAccount(), new Change(event.eventTime(), online), Change.LATER);
		logger.info("{} is {}", info.toAccount(), isOnline(info.toAccount()) ? "online" : "offline");
	}

	boolean isOnline(String account) {
		Change change = this.latest.get(account);
		return change != null && change.online();
	}

	private record Change(Instant time, boolean online) {

		private static final BinaryOperator<Change> LATER = BinaryOperator.maxBy(Comparator.comparing(Change::time));

	}

}
