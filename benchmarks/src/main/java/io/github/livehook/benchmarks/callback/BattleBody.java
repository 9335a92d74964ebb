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

package io.github.livehook.benchmarks.callback;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

import io.github.livehook.event.BattleStarted;

/**
 * The body that announces a battle. It becomes another battle in place, so that a new
 * body costs next to nothing.
 *
 * @param bytes the body
 * @param idOffset where the part of the id begins that is changed
 */
public record BattleBody(byte[] bytes, int idOffset) {

	/**
	 * The command.
	 */
	public static final String COMMAND = BattleStarted.COMMAND;

	private static final String ID_PREFIX = "4siHsNsWN/T3aub9zKraqI4zZAyP";

	private static final String ID = "0000000000000000";

	private static final String HEAD = """
			{"CallbackCommand":"%s","BattleId":"%s%s","Duration":60000,"CreateTime":1739954005,"StartTime":1739954005,\
			"FromRoomInfo":{"RoomId":"pk-3","Owner_Account":"brennan"},"ToRoomList":[{"RoomId":"pk-5","Owner_Account":"tandy"}"""
		.formatted(COMMAND, ID_PREFIX, ID);

	private static final String TAIL = "],\"EventTime\":1739954005000}";

	private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int DIGIT_BITS = 4;

	private static final int DIGIT_MASK = 0xf;

	private static final AtomicLong nextId = new AtomicLong();

	/**
	 * Create a body. It has as many rooms as fit.
	 * @param size the size in bytes; at least one room is there
	 * @return the body
	 */
	public static BattleBody ofSize(int size) {
		StringBuilder json = new StringBuilder(HEAD);
		for (int i = 1;; i++) {
			String room = ",{\"RoomId\":\"room-%06d\",\"Owner_Account\":\"owner-%06d\"}".formatted(i, i);
			if (json.length() + room.length() + TAIL.length() > size) {
				break;
			}
			json.append(room);
		}
		return new BattleBody(json.append(TAIL).toString().getBytes(StandardCharsets.US_ASCII),
				HEAD.indexOf(ID_PREFIX) + ID_PREFIX.length());
	}

	/**
	 * Become a battle that there was not before.
	 */
	public void renew() {
		renew(this.bytes, this.idOffset);
	}

	/**
	 * Make another battle of a copy of a body.
	 * @param bytes what contains the copy
	 * @param idOffset where the part of the id begins that is changed
	 */
	public static void renew(byte[] bytes, int idOffset) {
		long id = nextId.incrementAndGet();
		for (int i = idOffset + ID.length() - 1; i >= idOffset; i--) {
			bytes[i] = DIGITS[(int) id & DIGIT_MASK];
			id >>>= DIGIT_BITS;
		}
	}

}
