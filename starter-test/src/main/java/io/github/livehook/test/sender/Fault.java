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

package io.github.livehook.test.sender;

import java.time.Duration;
import java.time.Instant;

import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.ReceivedResponse;

/**
 * The deliberate faults of requests, with the HTTP status that they deserve.
 */
enum Fault {

	NONE(200),

	BAD_SIGN(403) {

		@Override
		CallbackRequest sign(CallbackRequest request, String token) {
			return request.token("not-" + token);
		}

	},

	STALE(403) {

		@Override
		CallbackRequest sign(CallbackRequest request, String token) {
			return request.token(token).time(Instant.now().minus(AGE));
		}

	},

	REPEAT(200);

	private static final Duration AGE = Duration.ofDays(1);

	private final int deserved;

	Fault(int deserved) {
		this.deserved = deserved;
	}

	CallbackRequest sign(CallbackRequest request, String token) {
		return request.token(token);
	}

	int deserved() {
		return this.deserved;
	}

	boolean deserves(ReceivedResponse response) {
		String status = (this.deserved == 200) ? "OK" : "FAIL";
		return response.status() == this.deserved && status.equals(response.actionStatus());
	}

}
