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

package io.github.livehook.faults;

/**
 * A call that a handler of the tested application has logged.
 *
 * @param what {@code started}, {@code ended} or {@code held}
 * @param handler the id of the handler
 * @param place the method, or the point where it is held
 * @param battleId the battle
 * @param attempt the attempt, from 1
 * @param pid the process
 */
record HandlerCall(String what, String handler, String place, String battleId, int attempt, long pid) {

	static HandlerCall parse(String line) {
		String[] words = line.split(" ");
		return new HandlerCall(words[0], words[1], words[2], words[3], Integer.parseInt(words[4]),
				Long.parseLong(words[5]));
	}

}
