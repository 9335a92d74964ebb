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

import io.github.livehook.event.CallbackMetadata;
import io.github.livehook.handler.OnAdminChange;
import io.github.livehook.handler.OnBattleCreate;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnFollow;
import io.github.livehook.handler.OnMessageSend;
import io.github.livehook.handler.OnOwnerChange;
import io.github.livehook.handler.OnRoomCreate;
import io.github.livehook.handler.OnRoomDestroy;
import io.github.livehook.handler.OnRoomUpdate;
import io.github.livehook.handler.OnSeatChange;

/**
 * Handlers of ten commands that are not sent.
 */
class OtherHandlers {

	static final int METHODS = 10;

	@OnBattleCreate
	void battleCreated(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnBattleEnd
	void battleEnded(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnRoomCreate
	void roomCreated(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnRoomDestroy
	void roomDestroyed(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnRoomUpdate
	void roomUpdated(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnSeatChange
	void seatsChanged(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnOwnerChange
	void ownerChanged(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnAdminChange
	void adminsChanged(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnMessageSend
	void messageSent(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	@OnFollow
	void followed(CallbackMetadata metadata) {
		neverSent(metadata);
	}

	private static void neverSent(CallbackMetadata metadata) {
		throw new IllegalStateException(metadata.command() + " was not sent");
	}

	/**
	 * A single handler of a command that is not sent.
	 */
	static class Single {

		@OnBattleEnd
		void battleEnded(CallbackMetadata metadata) {
			neverSent(metadata);
		}

	}

}
