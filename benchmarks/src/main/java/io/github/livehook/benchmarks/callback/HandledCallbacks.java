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

import java.time.Instant;

/**
 * What an application has handled.
 *
 * @param count how often its handler was called
 * @param last when it was called last
 * @param pending how much is left to do in its database
 */
public record HandledCallbacks(long count, Instant last, long pending) {

	/**
	 * Where applications tell it.
	 */
	public static final String PATH = "/handled";

	/**
	 * Read what {@link #toText()} has written.
	 * @param text the text
	 * @return what it says
	 */
	public static HandledCallbacks parse(String text) {
		String[] parts = text.split(" ");
		return new HandledCallbacks(Long.parseLong(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2]));
	}

	/**
	 * Return what this application and another one on the same database have handled.
	 * @param other what the other one has handled
	 * @return what both have handled
	 */
	public HandledCallbacks with(HandledCallbacks other) {
		return new HandledCallbacks(this.count + other.count, this.last.isAfter(other.last) ? this.last : other.last,
				Math.max(this.pending, other.pending));
	}

	/**
	 * Return what {@link #parse(String)} reads.
	 * @return the text
	 */
	public String toText() {
		return this.count + " " + this.last + " " + this.pending;
	}

}
