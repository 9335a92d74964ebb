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

package io.github.livehook.web;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import io.github.livehook.ActuatorClient;
import io.github.livehook.Answers;
import io.github.livehook.CallbackClient;
import io.github.livehook.SignedQuery;
import io.github.livehook.TestDatabase;
import io.github.livehook.TestServer;
import io.github.livehook.event.live.room.RoomDestroyed;
import io.github.livehook.handler.OnRoomDestroy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications with different apps share the tables, and their handlers have the same
 * id.
 */
class SharedDatabaseIntegrationTests {

	private static final String OTHER_APP = "1400000009";

	private static final String LETTERS = "livehook/dead-letters";

	private final List<TestServer> servers = new ArrayList<>();

	@AfterEach
	void stop() {
		this.servers.forEach((server) -> server.bean(Rooms.class).release.countDown());
		this.servers.forEach(TestServer::close);
	}

	private TestServer start(String url, String name, String sdkAppId) {
		TestServer server = TestServer.start(Rooms.class, "livehook.delivery.mode=jdbc", name,
				"livehook.sdk-app-id=" + sdkAppId, "livehook.delivery.jdbc.initialize-schema=always",
				"livehook.delivery.jdbc.polling-interval=20ms", "livehook.delivery.jdbc.workers=1",
				"livehook.delivery.retry.max-attempts=1", "spring.datasource.url=" + url,
				"management.endpoints.web.exposure.include=livehook");
		this.servers.add(server);
		return server;
	}

	@ParameterizedTest
	@EnumSource(names = { "H2_FILE", "POSTGRESQL" })
	void whenTwoApplicationsShareTheTablesThenNeitherSeesTheWorkOfTheOther(TestDatabase database) {
		String url = database.newUrl();
		TestServer shop = start(url, "spring.application.name=shop", SignedQuery.APP_ID);
		TestServer game = start(url, "livehook.delivery.application=game", OTHER_APP);
		for (String room : List.of("blocking", "1", "2", "3", "failing", "4")) {
			Answers.assertOk(post(shop, SignedQuery.APP_ID, room));
		}
		Answers.assertFailed(post(game, SignedQuery.APP_ID, "5"), 403);
		for (String room : List.of("1", "failing")) {
			Answers.assertOk(post(game, OTHER_APP, room));
		}
		ActuatorClient ofGame = new ActuatorClient(game);
		awaitDead(ofGame);
		awaitWork(game, 6);
		shop.bean(Rooms.class).release.countDown();
		awaitWork(game, 0);
		assertThat(game.bean(Rooms.class).handled).containsExactly("1");
		assertThat(shop.bean(Rooms.class).handled).containsExactlyInAnyOrder("blocking", "1", "2", "3", "4");
		ActuatorClient ofShop = new ActuatorClient(shop);
		String dead = awaitDead(ofShop);
		assertThat(ofGame.get(dead).statusCode()).isEqualTo(404);
		assertThat(ofGame.post(dead, "").statusCode()).isEqualTo(404);
		assertThat(ofGame.delete(dead).statusCode()).isEqualTo(404);
		assertThat(ofGame.awaitEnd(ofGame.post(LETTERS, "{\"command\":\"%s\"}".formatted(RoomDestroyed.COMMAND)))
			.path("count")
			.asInt()).isOne();
		awaitDead(ofGame);
		assertThat(ofGame.awaitEnd(ofGame.delete(LETTERS + "?all=true")).path("count").asInt()).isOne();
		assertThat(ofShop.get(dead).statusCode()).isEqualTo(200);
	}

	private static String awaitDead(ActuatorClient client) {
		return LETTERS + "/"
				+ client.await(LETTERS, (json) -> json.path("deadLetters").size() == 1)
					.at("/deadLetters/0/id")
					.asString();
	}

	private static void awaitWork(TestServer server, int rows) {
		JdbcTemplate jdbc = new JdbcTemplate(server.bean(DataSource.class));
		Awaitility.await()
			.until(() -> jdbc.queryForObject("select count(*) from livehook_work", Integer.class) == rows);
	}

	private static HttpResponse<String> post(TestServer server, String sdkAppId, String room) {
		CallbackClient client = server.client();
		return client.send(client.request(SignedQuery.of(sdkAppId, SignedQuery.TOKEN, Instant.now()))
			.POST(BodyPublishers.ofString("{\"CallbackCommand\":\"%s\",\"RoomId\":\"%s\",\"EventTime\":1}"
				.formatted(RoomDestroyed.COMMAND, room))));
	}

	static class Rooms {

		private final List<String> handled = new CopyOnWriteArrayList<>();

		private final CountDownLatch release = new CountDownLatch(1);

		@OnRoomDestroy(id = "slow")
		void gone(RoomDestroyed room) throws InterruptedException {
			String id = String.valueOf(room.roomId());
			if (id.equals("blocking")) {
				this.release.await(20, TimeUnit.SECONDS);
			}
			if (id.equals("failing")) {
				throw new IllegalStateException("failing as told");
			}
			this.handled.add(id);
		}

	}

}
