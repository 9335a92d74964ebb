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

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.livehook.TestDatabase;
import io.github.livehook.delivery.DeliveryResult.Status;
import io.github.livehook.delivery.TestHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a driver of PostgreSQL that is set to make one statement of the inserts of a
 * batch. It does not know then which of them have inserted something.
 */
class RewrittenInsertsTests {

	private final TestNodes nodes = new TestNodes(TestDatabase.POSTGRESQL);

	private final HikariDataSource rewriting = TestDatabase
		.connect(this.nodes.dataSource.getJdbcUrl() + "&reWriteBatchedInserts=true");

	@AfterEach
	void close() {
		this.nodes.close();
		this.rewriting.close();
	}

	@Test
	void whenSomeAreDuplicatesThenTheOthersAreStoredAndHandled() {
		TestHandler one = TestHandler.of("one");
		TestHandler two = TestHandler.of("two");
		JdbcCallbackDelivery delivery = this.nodes.start(this.nodes.create(this.rewriting, one, two));
		this.nodes.deliver(delivery, "known");
		assertThat(this.nodes.deliver(delivery, this.nodes.callback("a"), this.nodes.callback("known"),
				this.nodes.callback("b"), this.nodes.callback("b")))
			.containsExactly(Status.STORED, Status.DUPLICATE, Status.STORED, Status.DUPLICATE);
		this.nodes.awaitNoWork();
		assertThat(one.callbackIds()).containsExactlyInAnyOrder("known", "a", "b");
		assertThat(two.callbackIds()).containsExactlyInAnyOrder("known", "a", "b");
	}

}
