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

package io.github.livehook.delivery.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.h2.util.DateTimeUtils;
import org.h2.value.ValueTimestampTimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.ArgumentMatchers;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.RetryPolicy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the clock of the database: that of an H2 in this process is set back, for the
 * statements of the thread of the test.
 */
class DatabaseClockTests {

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private final TestNodes nodes = new TestNodes(TestDatabase.H2_FILE);

	private final WorkTable works = new WorkTable(this.nodes.database, TestNodes.OWNER);

	private final TestHandler handler = TestHandler.of("handler");

	private final MockedStatic<DateTimeUtils> time = Mockito.mockStatic(DateTimeUtils.class,
			Answers.CALLS_REAL_METHODS);

	@AfterEach
	void close() {
		this.time.close();
		this.nodes.close();
	}

	private void setBackByADay() {
		this.time.when(() -> DateTimeUtils.currentTimestamp(ArgumentMatchers.any(), ArgumentMatchers.any()))
			.thenAnswer((invocation) -> {
				ValueTimestampTimeZone now = (ValueTimestampTimeZone) invocation.callRealMethod();
				long day = DateTimeUtils.absoluteDayFromDateValue(now.getDateValue()) - 1;
				return ValueTimestampTimeZone.fromDateValueAndNanos(DateTimeUtils.dateValueFromAbsoluteDay(day),
						now.getTimeNanos(), now.getTimeZoneOffsetSeconds());
			});
	}

	@Test
	void whenClockWasSetBackThenWorkThatWaitsForItIsHandled() {
		JdbcCallbackDelivery delivery = this.nodes.create(this.handler);
		this.nodes.deliver(delivery, "a");
		DatabaseClock clock = new DatabaseClock(this.works, Map.of("handler", LONGEST));
		clock.check();
		setBackByADay();
		assertThat(this.works.take(List.of("handler"), 1, LONGEST, LONGEST)).isEmpty();
		clock.check();
		assertThat(this.works.take(List.of("handler"), 1, LONGEST, LONGEST)).hasSize(1);
	}

	@Test
	void whenClockWasSetBackBeforeTheStartThenWorkIsHandledAllTheSame() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		setBackByADay();
		new DatabaseClock(this.works, Map.of("handler", LONGEST)).check();
		assertThat(this.works.take(List.of("handler"), 1, LONGEST, LONGEST)).hasSize(1);
	}

	@Test
	void whenClockWasNotSetBackThenLongerDelaysOfOtherNodesAreLeftAlone() {
		this.nodes.policy = new RetryPolicy(3, Duration.ofDays(2), 1, Duration.ofDays(2), 0, List.of(),
				Duration.ofSeconds(20));
		DatabaseClock clock = new DatabaseClock(this.works, Map.of("failing", LONGEST, "other", LONGEST));
		clock.check();
		TestHandler failing = TestHandler.failing("failing");
		this.nodes.deliver(this.nodes.start(failing), "a");
		TestNodes.await().until(() -> attempts("failing") == 1);
		clock.check();
		assertThat(this.works.take(List.of("failing"), 1, LONGEST, LONGEST)).isEmpty();
	}

	@Test
	void whenClockWasSetBackThenWorkOfUnknownHandlersAndWithinTheirDelayIsLeftAlone() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		this.nodes.deliver(this.nodes.create(TestHandler.of("unknown")), "b");
		setBackByADay();
		assertThat(this.works.mend(Map.of("handler", Duration.ofDays(2)))).isZero();
		assertThat(this.works.mend(Map.of("handler", Duration.ofHours(1)))).isEqualTo(1);
	}

	private int attempts(String handlerId) {
		return this.nodes.jdbc.queryForObject(
				"select coalesce(sum(attempts), 0) from livehook_work where handler_id = ? and not running",
				Integer.class, handlerId);
	}

}
