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

package io.github.livehook.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookProperties}.
 */
class LivehookPropertiesTests {

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@Test
	void whenNothingIsSetThenDefaults() {
		this.contextRunner.run((context) -> {
			LivehookProperties properties = context.getBean(LivehookProperties.class);
			assertThat(properties.getPath()).isEqualTo("/webhooks/tencent-live");
			assertThat(properties.getResponseTimeout()).isEqualTo(Duration.ofSeconds(1));
			assertThat(properties.getMaxBodySize()).isEqualTo(DataSize.ofKilobytes(256));
			assertThat(properties.getFailureStatus()).isEqualTo(500);
			assertThat(properties.getFilter().getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE + 2);
		});
	}

	@Test
	void whenValuesAreAtTheirBoundsThenApplicationStarts() {
		this.contextRunner
			.withPropertyValues("livehook.path=/a/b-c_d.e~f/", "livehook.response-timeout=1999ms",
					"livehook.max-body-size=64MB", "livehook.failure-status=200", "livehook.max-clock-skew=0")
			.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.withPropertyValues("livehook.response-timeout=1ms", "livehook.max-body-size=1B")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "webhooks", "/", "/webhooks/*", "/webhooks/**", "/webhooks/{app}", "/web?ooks",
			"/webhooks?app=1", "/webhooks#1", "/webhooks/../admin", "/..", "/./a", "/a/.", "/a//b", "//a", "/a b",
			"/a;b=c", "/a%2Fb", "/caf\u00e9", "http://localhost/webhooks", "${LIVEHOOK_PATH}" })
	void whenPathIsNotOneThenFailure(String path) {
		this.contextRunner.withPropertyValues("livehook.path=" + path)
			.run(LivehookContexts.invalid("livehook.path", path,
					"Must be a path such as /webhooks/tencent-live: segments of letters, digits, '-', '.', '_' "
							+ "and '~'."));
	}

	@ParameterizedTest
	@CsvSource({ "0, PT0S", "-1s, PT-1S", "2s, PT2S", "1m, PT1M", "100ns, PT0.0000001S",
			"P106751991168D, PT2562047788032H", "-P106751991168D, PT-2562047788032H" })
	void whenResponseTimeoutIsOutOfRangeThenFailure(String timeout, String shown) {
		this.contextRunner.withPropertyValues("livehook.response-timeout=" + timeout)
			.run(LivehookContexts.invalid("livehook.response-timeout", shown,
					"Must be more than 0 and less than the 2 seconds that Tencent waits, such as 1s."));
	}

	@Test
	void whenMaxClockSkewIsNegativeThenFailure() {
		this.contextRunner.withPropertyValues("livehook.max-clock-skew=-1s")
			.run(LivehookContexts.invalid("livehook.max-clock-skew", "PT-1S", "Must be 0 or more, such as 60s."));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0B", "-1, -1B", "67108865, 67108865B", "3GB, 3221225472B", "5TB, 5497558138880B" })
	void whenMaxBodySizeIsOutOfRangeThenFailure(String size, String shown) {
		this.contextRunner.withPropertyValues("livehook.max-body-size=" + size)
			.run(LivehookContexts.invalid("livehook.max-body-size", shown,
					"Must be between 1B and 64MB, such as 256KB."));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 201, 503, 0 })
	void whenFailureStatusIsAnotherThenFailure(int status) {
		this.contextRunner.withPropertyValues("livehook.failure-status=" + status)
			.run(LivehookContexts.invalid("livehook.failure-status", String.valueOf(status), "Must be 500 or 200."));
	}

}
