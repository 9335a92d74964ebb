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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.CallbackListeners;
import io.github.livehook.delivery.DeadLetterCleanup;
import io.github.livehook.delivery.DeadLetterLimits;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.TestHandler;
import io.github.livehook.handler.HandlerRetry;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadLetterCleanup}.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterCleanupTests {

	private static final HandlerRetry ONCE = new HandlerRetry(1, null, null, null, null, List.of(), null);

	private final TestNodes nodes;

	private final List<Integer> removed = new ArrayList<>();

	DeadLetterCleanupTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
	}

	@AfterEach
	void close() {
		this.nodes.close();
	}

	private DeadLetters die(String... callbackIds) {
		JdbcCallbackDelivery delivery = this.nodes.start(TestHandler.failing("handler").with(ONCE));
		for (String callbackId : callbackIds) {
			this.nodes.deliver(delivery, callbackId);
			this.nodes.awaitNoWork();
			this.nodes.clock.putForwardBy(Duration.ofMinutes(1));
		}
		this.nodes.stop(delivery);
		return delivery.deadLetters();
	}

	private void add(String application, int from, int to) {
		this.nodes.jdbc.update(
				"insert into livehook_dead_letter (id, callback_row, handler_id, application, attempts, died_at, cause) "
						+ "select ? || x, ? || x, 'handler', ?, 1, current_timestamp, '' from "
						+ (this.nodes.database.isH2() ? "system_range" : "generate_series") + "(?, ?) as s(x)",
				application, application, application, from, to);
	}

	private DeadLetterCleanup cleanup(Duration maxAge, Long maxCount) {
		return cleanup(maxAge, maxCount, repository());
	}

	private DeadLetterRepository repository() {
		return new DeadLetterRepository(this.nodes.database, TestNodes.APPLICATION, this.nodes.workRepository(), 1,
				this.nodes.clock);
	}

	private DeadLetterCleanup cleanup(Duration maxAge, Long maxCount, DeadLetterRepository repository) {
		this.nodes.deadLetterLimits = new DeadLetterLimits(maxAge, maxCount, 1);
		return new DeadLetterCleanup(repository, this.nodes.deadLetterLimits,
				CallbackListeners.of(new CallbackListener() {

					@Override
					public void deadLettersRemoved(int count) {
						DeadLetterCleanupTests.this.removed.add(count);
					}

				}), this.nodes.clock);
	}

	private static List<String> ids(DeadLetters deadLetters) {
		return TestNodes.all(deadLetters).stream().map((letter) -> letter.callback().callbackId()).toList();
	}

	@Test
	void whenNothingIsLimitedThenNothingIsRemoved(CapturedOutput output) {
		DeadLetters deadLetters = die("a", "b");
		this.nodes.clock.putForwardBy(Duration.ofDays(10_000));
		cleanup(null, null).run();
		assertThat(ids(deadLetters)).containsExactly("b", "a");
		assertThat(this.removed).isEmpty();
		assertThat(output).doesNotContain("dead letters");
	}

	@Test
	void whenAgeIsLimitedThenOlderOnesAreRemoved(CapturedOutput output) {
		DeadLetters deadLetters = die("a", "b", "c");
		cleanup(Duration.ofSeconds(90), null).run();
		assertThat(ids(deadLetters)).containsExactly("c");
		assertThat(this.removed).containsExactly(2);
		assertThat(output).contains("Removed 2 dead letters, which were older than PT1M30S");
	}

	@Test
	void whenNumberIsLimitedThenTheOldestAreRemoved(CapturedOutput output) {
		DeadLetters deadLetters = die("a", "b", "c");
		DeadLetterCleanup cleanup = cleanup(null, 2L);
		cleanup.run();
		cleanup.run();
		assertThat(ids(deadLetters)).containsExactly("c", "b");
		assertThat(this.removed).containsExactly(1);
		assertThat(output).containsOnlyOnce("Removed 1 dead letters, which were older than the latest 2");
	}

	@Test
	void whenBothAreLimitedThenBothCount() {
		DeadLetters deadLetters = die("a", "b", "c", "d");
		cleanup(Duration.ofSeconds(200), 2L).run();
		assertThat(ids(deadLetters)).containsExactly("d", "c");
		assertThat(this.removed).containsExactly(1, 1);
	}

	@Test
	void whenThousandsAreRemovedThenThoseOfOthersStayAndEqualTimesDoNotMatter() {
		add(TestNodes.APPLICATION, 1, 2500);
		add("another", 1, 5);
		cleanup(null, 3L).run();
		assertThat(this.removed).containsExactly(1000, 1000, 497);
		assertThat(count(TestNodes.APPLICATION)).isEqualTo(3);
		assertThat(count("another")).isEqualTo(5);
	}

	private int count(String application) {
		return this.nodes.jdbc.queryForObject("select count(*) from livehook_dead_letter where application = ?",
				Integer.class, application);
	}

	@Test
	void whenTheNumberGrowsThenAWarningSaysSoOnceForEachDoubling(CapturedOutput output) {
		DeadLetterCleanup cleanup = cleanup(null, null);
		Supplier<Long> warnings = () -> output.getAll()
			.lines()
			.filter((line) -> line.contains(" dead letters. Replay or "))
			.count();
		add("another", 1, 5000);
		add(TestNodes.APPLICATION, 1, 999);
		cleanup.run();
		assertThat(warnings.get()).isZero();
		add(TestNodes.APPLICATION, 1000, 1000);
		cleanup.run();
		cleanup.run();
		assertThat(output).contains("There are 1000 dead letters. Replay or discard them, or limit them by "
				+ "livehook.delivery.dead-letters.max-age or max-count");
		add(TestNodes.APPLICATION, 1001, 1999);
		cleanup.run();
		assertThat(warnings.get()).isEqualTo(1);
		add(TestNodes.APPLICATION, 2000, 2500);
		cleanup.run();
		assertThat(warnings.get()).isEqualTo(2);
		this.nodes.jdbc.update("delete from livehook_dead_letter");
		cleanup.run();
		add(TestNodes.APPLICATION, 1, 1100);
		cleanup.run();
		assertThat(warnings.get()).isEqualTo(3);
		cleanup(null, 5000L).run();
		assertThat(warnings.get()).isEqualTo(3);
	}

	@Test
	void whenUnreadableBodiesWereNotKeptThenTheirNumberIsSaidOnce(CapturedOutput output) {
		JdbcCallbackDelivery delivery = this.nodes.create(TestHandler.of("handler"));
		this.nodes.deliver(delivery, this.nodes.callback("a"), this.nodes.callback("b"), this.nodes.callback("c"));
		this.nodes.deliver(delivery, "alone");
		DeadLetterRepository repository = repository();
		List<Boolean> kept = this.nodes.workRepository()
			.take(Set.of("handler"), 4, Duration.ofSeconds(10), Duration.ofDays(1), Instant.EPOCH)
			.stream()
			.map((work) -> repository.addUnreadable(work.key(), 1, "as told"))
			.toList();
		assertThat(kept).containsOnly(true, false);
		assertThat(Collections.frequency(kept, true)).isEqualTo(2);
		assertThat(this.nodes.works()).isEqualTo(2);
		DeadLetterCleanup cleanup = cleanup(null, null, repository);
		cleanup.run();
		cleanup.run();
		assertThat(output).containsOnlyOnce("2 events with bodies that do not fit were not kept, since their handlers "
				+ "have 1 dead letters of the same request "
				+ "(livehook.delivery.dead-letters.max-unreadable-per-request)");
	}

}
