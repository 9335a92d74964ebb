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

package io.github.livehook.decision;

import org.springframework.util.Assert;

/**
 * A range of {@code ErrorCode}s.
 *
 * @param lowest the lowest code
 * @param highest the highest code
 * @since 0.1.0
 */
public record CodeRange(int lowest, int highest) {

	/**
	 * Every code, for commands whose codes are not known.
	 */
	public static final CodeRange ANY = new CodeRange(Integer.MIN_VALUE, Integer.MAX_VALUE);

	/**
	 * The codes that an application may reject a {@code Group.*} command with.
	 */
	public static final CodeRange GROUP = new CodeRange(10100, 10200);

	/**
	 * The codes that an application may reject a {@code C2C.*} or
	 * {@code OfficialAccount.*} command with.
	 */
	public static final CodeRange C2C = new CodeRange(120001, 130000);

	/**
	 * The codes that an application may reject a gift with.
	 */
	public static final CodeRange GIFT = new CodeRange(GiftDecision.LOWEST_CODE, GiftDecision.HIGHEST_CODE);

	/**
	 * The codes that an application may reject a friend with.
	 */
	public static final CodeRange FRIEND = new CodeRange(FriendDecision.LOWEST_CODE, FriendDecision.HIGHEST_CODE);

	static final CodeRange ALLOW = new CodeRange(0, 0);

	static final CodeRange ALLOW_OR_REJECT = new CodeRange(0, 1);

	static final CodeRange DELIVER_REJECT_OR_DROP = new CodeRange(0, 2);

	public CodeRange {
		Assert.isTrue(lowest <= highest, "'lowest' must not be above 'highest'");
	}

	/**
	 * Return whether a code is in this range.
	 * @param code the code
	 * @return whether it is
	 */
	public boolean contains(int code) {
		return code >= this.lowest && code <= this.highest;
	}

	@Override
	public String toString() {
		return (this.lowest == this.highest) ? String.valueOf(this.lowest) : this.lowest + " to " + this.highest;
	}

}
