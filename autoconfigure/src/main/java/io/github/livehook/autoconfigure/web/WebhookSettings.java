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

package io.github.livehook.autoconfigure.web;

import java.time.Duration;
import java.util.regex.Pattern;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.PropertyAssert;

/**
 * The settings of the endpoint, checked.
 *
 * @param path the path
 * @param responseTimeout the time in which every request is answered
 * @param maxBodySize the largest body that is read, in bytes
 * @param failureStatus the HTTP status when a handler failed
 * @param filterOrder the order of the endpoint among the servlet filters
 */
record WebhookSettings(String path, Duration responseTimeout, int maxBodySize, int failureStatus, int filterOrder) {

	private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+/?");

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final Duration LONGEST = Duration.ofSeconds(2).minusNanos(1);

	private static final long MAX_BODY_SIZE = 64 * 1024 * 1024;

	static WebhookSettings of(LivehookProperties properties) {
		PropertyAssert.isTrue(PATH.matcher(properties.getPath()).matches(), "livehook.path", properties.getPath(),
				"Must be a path such as /webhooks/tencent-live: segments of letters, digits, '-', '.', '_' and '~'.");
		Duration timeout = properties.getResponseTimeout();
		PropertyAssert.isBetween("livehook.response-timeout", timeout, SHORTEST, LONGEST,
				"Must be more than 0 and less than the 2 seconds that Tencent waits, such as 1s.");
		PropertyAssert.isTrue(!properties.getMaxClockSkew().isNegative(), "livehook.max-clock-skew",
				properties.getMaxClockSkew(), "Must be 0 or more, such as 60s.");
		long maxBodySize = properties.getMaxBodySize().toBytes();
		PropertyAssert.isTrue(maxBodySize > 0 && maxBodySize <= MAX_BODY_SIZE, "livehook.max-body-size",
				properties.getMaxBodySize(), "Must be between 1B and 64MB, such as 256KB.");
		int status = properties.getFailureStatus();
		PropertyAssert.isTrue(status == 500 || status == 200, "livehook.failure-status", status, "Must be 500 or 200.");
		return new WebhookSettings(properties.getPath(), timeout, (int) maxBodySize, status,
				properties.getFilter().getOrder());
	}

}
