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

package io.github.livehook.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.verification.Signature;

/**
 * A callback that can become another one without allocation.
 */
final class BattleCallback {

	static final String SDK_APP_ID = "1400000000";

	static final String TOKEN = "for-measuring-only";

	static final String PATH = "/webhooks/tencent-live";

	static final String COMMAND = BattleStarted.COMMAND;

	// What Tencent documents
	static final int USUAL_SIZE = 400;

	private static final String ID = "0000000000000000";

	private static final String HEAD = """
			{"CallbackCommand":"%s","BattleId":"4siHsNsWN/T3aub9zKraqI4zZAyP%s","Duration":60000,\
			"CreateTime":1739954005,"StartTime":1739954005,"FromRoomInfo":{"RoomId":"pk-3","Owner_Account":"brennan"},\
			"ToRoomList":[{"RoomId":"pk-5","Owner_Account":"tandy"}""".formatted(COMMAND, ID);

	private static final String TAIL = "],\"EventTime\":1739954005000}";

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final AtomicLong ids = new AtomicLong();

	private final byte[] body;

	private final int idOffset = HEAD.indexOf(ID);

	private BattleCallback(byte[] body) {
		this.body = body;
	}

	// With as many rooms as fit
	static BattleCallback ofSize(int size) {
		StringBuilder json = new StringBuilder(HEAD);
		String room = ",{\"RoomId\":\"room-000001\",\"Owner_Account\":\"owner-000001\"}";
		while (json.length() + room.length() + TAIL.length() <= size) {
			json.append(room);
		}
		return new BattleCallback(json.append(TAIL).toString().getBytes(StandardCharsets.US_ASCII));
	}

	// Changed in place
	byte[] renew() {
		long id = ids.incrementAndGet();
		for (int i = this.idOffset + ID.length() - 1; i >= this.idOffset; i--) {
			this.body[i] = DIGITS[(int) id & 0xf];
			id >>>= 4;
		}
		return this.body;
	}

	static String query(long epochSecond) {
		return "SdkAppid=%s&CallbackCommand=%s&contenttype=json&ClientIP=203.0.113.7&OptPlatform=Android&RequestTime=%d&Sign=%s"
			.formatted(SDK_APP_ID, COMMAND, epochSecond, Signature.of(TOKEN, String.valueOf(epochSecond)).hex());
	}

}
