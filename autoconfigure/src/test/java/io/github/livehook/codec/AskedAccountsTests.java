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

package io.github.livehook.codec;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.livehook.event.AskedAccounts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AskedAccounts}.
 */
class AskedAccountsTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"FriendItem\":[{\"To_Account\":\"a\"},{\"To_Account\":{}},{\"To_Account\":7}]}",
			"{\"ResponseFriendItem\":[{\"To_Account\":\"a\",\"ResponseAction\":[]},{\"To_Account\":7}]}",
			"{\"DestinationMembers\":[{\"Member_Account\":\"a\"},null,{},{\"Member_Account\":7}],\"Type\":{}}",
			"{\"SubscribeAccountList\":[{\"Subscriber_Account\":\"a\",\"To_Account\":[]},{\"Subscriber_Account\":7}]}",
			"{\"FriendItem\":\"[{\\\"To_Account\\\":\\\"a\\\"},{\\\"To_Account\\\":7}]\"}" })
	void whenAccountsAreAskedAboutThenTheyAreReadInTheirOrderAndNothingElseIs(String body) throws Exception {
		assertThat(read(body).userIds()).containsExactly("a", "7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"FriendItem\":[]}", "{\"FriendItem\":null}", "{\"FriendItem\":[{}]}" })
	void whenNobodyIsAskedAboutThenThereAreNone(String body) throws Exception {
		assertThat(read(body).userIds()).isEmpty();
	}

	private static AskedAccounts read(String body) throws Exception {
		return Decoding.decode(Decoding.CODEC, "X.Y", body).bodyAs(AskedAccounts.class);
	}

}
