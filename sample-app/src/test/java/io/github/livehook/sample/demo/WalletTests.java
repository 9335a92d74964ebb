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

package io.github.livehook.sample.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import io.github.livehook.event.live.gift.GiftRequest.Gift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Wallet}.
 */
class WalletTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private final EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
		.generateUniqueName(true)
		.addScript("demo/schema.sql")
		.build();

	private final JdbcClient jdbc = JdbcClient.create((DataSource) this.database);

	private final Wallet wallet = new Wallet(this.jdbc);

	@AfterEach
	void shutDown() {
		this.database.shutdown();
	}

	@Test
	void whenGiftsAreSentAtOnceThenNoMoreIsPaidThanThereIs() {
		this.wallet.pay(gift(1, 0), "r1", NOW);
		long paid = IntStream.range(0, 16)
			.parallel()
			.filter((number) -> this.wallet.pay(gift(1, 1000), "r1", NOW.plusSeconds(number)))
			.count();
		assertThat(paid).isEqualTo(5);
		assertThat(coins()).containsExactly(0L);
	}

	@Test
	void whenAmountIsNotPositiveThenNothingIsPaid() {
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.wallet.pay(gift(0, 1000), "r1", NOW));
		assertThatExceptionOfType(DataIntegrityViolationException.class)
			.isThrownBy(() -> this.wallet.pay(gift(1, -1000), "r1", NOW));
	}

	private List<Long> coins() {
		return this.jdbc.sql("select coins from demo_wallet").query(Long.class).list();
	}

	private static Gift gift(long count, long coins) {
		return new Gift("ann", List.of(), null, "rose", count, coins);
	}

}
