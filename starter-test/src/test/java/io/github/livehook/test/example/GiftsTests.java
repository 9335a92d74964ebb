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

package io.github.livehook.test.example;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.autoconfigure.LivehookTest;

import static io.github.livehook.test.CallbackAssertions.assertThat;

@LivehookTest(Gifts.class)
class GiftsTests {

	@Autowired
	MockMvcTester mvc;

	@MockitoBean
	Wallet wallet; // a mock charges nothing: it returns false

	@Test
	void whenBalanceIsTooLowThenGiftIsRejected() {
		assertThat(this.mvc.perform(CallbackRequest.sample(GiftRequest.class))).isRejectedWith(102101,
				"insufficient balance");
	}

}
