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

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeadLetters;
import io.github.livehook.delivery.DeadLetters.Filter;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JdbcCallbackDelivery} with connections that do not commit by
 * themselves.
 */
@ParameterizedClass
@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2_MEMORY")
class ManualCommitTests {

	private final TestNodes nodes;

	private final HikariDataSource dataSource;

	ManualCommitTests(TestDatabase database) {
		this.nodes = new TestNodes(database);
		HikariConfig config = new HikariConfig();
		this.nodes.dataSource.copyStateTo(config);
		config.setAutoCommit(false);
		this.dataSource = new HikariDataSource(config);
	}

	@AfterEach
	void close() {
		this.nodes.close();
		this.dataSource.close();
	}

	@Test
	void whenHandlerSucceedsThenItIsCalledOnceAndTheRowIsPurged() {
		TestHandler handler = TestHandler.of("handler");
		JdbcCallbackDelivery delivery = this.nodes.start(this.nodes.create(this.dataSource, handler));
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		assertThat(handler.callbackIds()).containsExactly("a");
		this.nodes.stop(delivery);
		this.nodes.clock.putForwardBy(Duration.ofDays(1));
		this.nodes.start(this.nodes.create(this.dataSource, handler));
		TestNodes.await().until(() -> this.nodes.callbacks() == 0);
	}

	@Test
	void whenDeadLettersAreDiscardedThenTheyAreGone() {
		JdbcCallbackDelivery delivery = this.nodes
			.start(this.nodes.create(this.dataSource, TestHandler.failing("one"), TestHandler.failing("two")));
		this.nodes.deliver(delivery, "a");
		this.nodes.awaitNoWork();
		DeadLetters deadLetters = delivery.deadLetters();
		assertThat(deadLetters.discard(TestNodes.all(deadLetters).get(0).id())).isTrue();
		assertThat(TestNodes.all(deadLetters)).hasSize(1);
		assertThat(deadLetters.discard(Filter.all())).isEqualTo(1);
		assertThat(TestNodes.all(deadLetters)).isEmpty();
	}

}
