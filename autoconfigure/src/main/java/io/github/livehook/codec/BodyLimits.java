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

package io.github.livehook.codec;

import tools.jackson.core.StreamReadConstraints;

import io.github.livehook.callback.InvalidRequest;

/**
 * The limits of what a body may hold. The signature does not cover the body, and a small
 * one can become many objects.
 *
 * @param maxTokens the number of tokens of JSON: names, values, and both ends of objects
 * and lists
 * @param maxBatchSize the number of events in a batch
 * @since 0.1.0
 */
public record BodyLimits(int maxTokens, int maxBatchSize) {

	/**
	 * Three times what the largest documented body takes, and as many events as Tencent
	 * sends.
	 */
	public static final BodyLimits DEFAULT = new BodyLimits(20_000, 100);

	// The deepest documented body, a relayed message in a message, has 8 levels
	private static final int MAX_DEPTH = 64;

	private static final int MAX_NUMBER_LENGTH = 100;

	StreamReadConstraints toConstraints() {
		return StreamReadConstraints.builder()
			.maxTokenCount(this.maxTokens)
			.maxNestingDepth(MAX_DEPTH)
			.maxNumberLength(MAX_NUMBER_LENGTH)
			.build();
	}

	InvalidBodyException exceeded() {
		return tooComplex("The body has more tokens than livehook.max-body-tokens (%d), more than %d levels, or too "
				+ "large a number", this.maxTokens, MAX_DEPTH);
	}

	void checkBatchSize(int events) throws InvalidBodyException {
		if (events > this.maxBatchSize) {
			throw tooComplex("The body holds more events than livehook.max-batch-size (%d)", this.maxBatchSize);
		}
	}

	private static InvalidBodyException tooComplex(String message, Object... limits) {
		return new InvalidBodyException(InvalidRequest.BODY_TOO_COMPLEX, message.formatted(limits));
	}

}
