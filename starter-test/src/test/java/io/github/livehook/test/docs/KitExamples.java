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

package io.github.livehook.test.docs;

import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;

import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.HandlerCalls;

import static io.github.livehook.test.CallbackAssertions.assertThat;

class KitExamples {

	void calls(HandlerCalls calls) {
		assertThat(calls).containsExactly("battles.started", "statistics.started");
		assertThat(calls).call("gifts.check").returned(GiftDecision.allow());
		assertThat(calls).call("battles.started").failedWith(IllegalStateException.class);
		assertThat(calls).isEmpty();
	}

	void overHttp(ApplicationContext application, int port, HttpClient client, RestTestClient restTestClient)
			throws Exception {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class).distinct().sentTo(application);

		// java.net.http
		assertThat(client.send(request.toHttpRequest("http://localhost:" + port + "/webhooks/tencent-live"),
				BodyHandlers.ofString()))
			.isOk();

		// RestTestClient or RestClient, with a base URL
		assertThat(restTestClient.post()
			.uri(request.at("/webhooks/tencent-live"))
			.contentType(MediaType.APPLICATION_JSON)
			.body(request.body())
			.exchange()).isOk();
	}

}
