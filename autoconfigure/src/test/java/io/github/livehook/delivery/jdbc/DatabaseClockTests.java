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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.h2.util.DateTimeUtils;
import org.h2.util.JSR310Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.mockito.ArgumentMatchers;
import org.mockito.MockedStatic;
import org.mockito.Mockito;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.delivery.jdbc.WorkRepository.TakenWork;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the clock of the database: that of an H2 in this process is set back, for the
 * statements of the thread of the test.
 */
class DatabaseClockTests {

	private static final Duration LONGEST = Duration.ofMinutes(10);

	private static final Duration LEASE = Duration.ofSeconds(12);

	private static final Duration SET_BACK = Duration.ofMinutes(-1);

	private final TestNodes nodes = new TestNodes(TestDatabase.H2_FILE);

	private final WorkRepository works = this.nodes.workRepository();

	private @Nullable Duration shift;

	private final AtomicInteger jumps = new AtomicInteger();

	private final TestHandler handler = TestHandler.of("handler");

	private final MockedStatic<DateTimeUtils> time = Mockito.mockStatic(DateTimeUtils.class,
			Answers.CALLS_REAL_METHODS);

	@AfterEach
	void close() {
		this.time.close();
		this.nodes.close();
	}

	private void shiftBy(Duration shift) {
		if (this.shift == null) {
			this.time.when(() -> DateTimeUtils.currentTimestamp(ArgumentMatchers.any(), ArgumentMatchers.any()))
				.thenAnswer((invocation) -> JSR310Utils.offsetDateTimeToValue(OffsetDateTime.now().plus(this.shift)));
		}
		this.shift = shift;
	}

	@Test
	void whenClockIsSetBackThenWorkThatIsDueIsNotFoundUntilItIsMadeDue() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		DatabaseClock clock = clock(true);
		clock.check();
		shiftBy(SET_BACK);
		assertThat(take()).isEmpty();
		clock.check();
		assertThat(take()).hasSize(1);
	}

	@Test
	void whenClockIsSetBackThenWorkOfAProcessThatHasDiedIsMadeDue() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		assertThat(take()).hasSize(1);
		DatabaseClock clock = clock(true);
		clock.check();
		shiftBy(SET_BACK);
		clock.check();
		assertThat(take()).singleElement().matches(TakenWork::died);
	}

	@Test
	void whenClockIsSetBackThenRetriesKeepADelayThatTheyMayHave() {
		DatabaseClock clock = clock(true);
		retryIn(LONGEST.dividedBy(2));
		clock.check();
		shiftBy(Duration.ofSeconds(-10));
		clock.check();
		assertThat(take()).isEmpty();
		shiftBy(LONGEST.negated());
		clock.check();
		assertThat(take()).hasSize(1);
	}

	@Test
	void whenClockWasSetBackBeforeTheStartThenWorkIsHandledAllTheSame() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		assertThat(take()).hasSize(1);
		shiftBy(SET_BACK);
		clock(false).check();
		assertThat(take()).hasSize(1);
	}

	@Test
	void whenItIsTheFirstCheckOfASharedDatabaseThenLeasesOfOthersAreLeftAlone() {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		assertThat(this.works.take(List.of("handler"), 1, LEASE.multipliedBy(20), LONGEST, Instant.EPOCH)).hasSize(1);
		clock(true).check();
		shiftBy(LEASE.multipliedBy(2));
		assertThat(take()).isEmpty();
	}

	@Test
	void whenItIsTheFirstCheckOfASharedDatabaseThenRetriesThatNobodyWaitsForAreDue() {
		retryIn(LONGEST);
		shiftBy(SET_BACK);
		clock(true).check();
		assertThat(take()).hasSize(1);
	}

	@Test
	void whenClockIsNotSetBackThenLongerDelaysOfOtherNodesAreLeftAlone() {
		DatabaseClock clock = clock(true);
		clock.check();
		retryIn(LONGEST.multipliedBy(2));
		clock.check();
		assertThat(take()).isEmpty();
	}

	@Test
	void whenClockIsSetBackThenWorkOfUnknownHandlersIsLeftAlone() {
		this.nodes.deliver(this.nodes.create(TestHandler.of("unknown")), "a");
		DatabaseClock clock = clock(true);
		clock.check();
		shiftBy(SET_BACK);
		clock.check();
		assertThat(this.works.take(List.of("unknown"), 1, LEASE, LONGEST, Instant.EPOCH)).isEmpty();
	}

	@Test
	void whenClockJumpsForwardThenTheListenerIsCalledOnce() {
		DatabaseClock clock = clock(true);
		clock.check();
		assertThat(this.jumps).hasValue(0);
		shiftBy(Duration.ofHours(1));
		clock.check();
		clock.check();
		assertThat(this.jumps).hasValue(1);
	}

	private DatabaseClock clock(boolean shared) {
		return new DatabaseClock(this.nodes.database, TestNodes.APPLICATION, Map.of("handler", LONGEST), LEASE, shared,
				this.jumps::incrementAndGet);
	}

	private List<TakenWork> take() {
		return this.works.take(List.of("handler"), 1, LEASE, LONGEST.multipliedBy(2), Instant.EPOCH);
	}

	private void retryIn(Duration delay) {
		this.nodes.deliver(this.nodes.create(this.handler), "a");
		TakenWork taken = take().get(0);
		this.works.retry(taken.key(), delay, taken.attempts());
	}

}
