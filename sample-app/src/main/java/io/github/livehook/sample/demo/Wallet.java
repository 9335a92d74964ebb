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
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.gift.GiftRequest.Gift;
import io.github.livehook.handler.DecisionHandler;

@Service
@Profile("demo")
class Wallet implements CallbackListener {

	private final JdbcClient jdbc;

	Wallet(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Transactional
	boolean pay(@Nullable Gift asked, @Nullable String room, Instant askedAt) {
		Gift gift = Objects.requireNonNull(asked);
		this.jdbc.sql("delete from demo_gift where asked_at < current_timestamp - interval '10' minute").update();
		this.jdbc.sql("merge into demo_wallet (account) key (account) values (?)").param(gift.fromAccount()).update();
		boolean paid = charge(gift, 1);
		this.jdbc.sql("""
				insert into demo_gift (asked_at, account, room, id, amount, coins, outcome)
				values (?, ?, ?, ?, ?, ?, ?)""")
			.params(Arrays.asList(askedAt, gift.fromAccount(), room, gift.giftId(), gift.count(), gift.coins(),
					paid ? "allowed" : "refused"))
			.update();
		return paid;
	}

	// Tencent was told to reject it meanwhile, so nobody has got what was paid for
	@Override
	@Transactional
	public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
		Gift gift = Objects.requireNonNull(callback.bodyAs(GiftRequest.class).gift());
		int found = this.jdbc
			.sql("update demo_gift set outcome = 'failed' where account = ? and asked_at = ? and outcome = 'allowed'")
			.params(Arrays.asList(gift.fromAccount(), callback.metadata().receivedAt()))
			.update();
		charge(gift, -found);
	}

	// Of two gifts at the same moment, the second sees what the first has left
	private boolean charge(Gift gift, int times) {
		long price = times
				* Math.multiplyExact(Objects.requireNonNull(gift.count()), Objects.requireNonNull(gift.coins()));
		return this.jdbc.sql("update demo_wallet set coins = coins - ? where account = ? and coins >= ?")
			.params(Arrays.asList(price, gift.fromAccount(), price))
			.update() == 1;
	}

}
