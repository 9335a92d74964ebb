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

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.livehook.CallbackClient;
import io.github.livehook.Samples;
import io.github.livehook.TestServer;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.FriendDecision;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.delivery.DecisionResult;
import io.github.livehook.event.chat.sns.FriendAddRequest;
import io.github.livehook.event.chat.sns.FriendResponseRequest;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.DecisionHandler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows "before-command" of the answer table, for friends: Tencent ignores an
 * {@code ErrorCode}, so that each friend must be named.
 */
class FriendDecisionIntegrationTests {

	private static final String UNHURRIED = "livehook.response-timeout=1900ms";

	private static final JsonMapper mapper = JsonMapper.builder().build();

	private static final String ADD = Samples.read("Sns.CallbackPrevFriendAdd.json");

	private static final String RESPONSE = Samples.read("Sns.CallbackPrevFriendResponse.json");

	private static TestServer server;

	private static CallbackClient client;

	@BeforeAll
	static void start() {
		server = TestServer.start(List.of(Friends.class, Listener.class), UNHURRIED);
		client = server.client();
	}

	@AfterAll
	static void stop() {
		server.close();
	}

	@Test
	void whenFriendsAreDecidedOnThenAnswerIsTheDocumentedOne() {
		FriendDecision one = FriendDecision.allow().withRejected("pia-3", 38001, "not now");
		for (String body : List.of(ADD, RESPONSE)) {
			assertThat(post(body, FriendDecision.allow())).isEqualTo(response("allow"));
			assertThat(post(body, one)).isEqualTo(response("one-refused"));
			assertThat(post(body, FriendDecision.reject(38001, "not now").withAllowed("otto-2")))
				.isEqualTo(response("one-refused"));
		}
	}

	@Test
	void whenAllAreRejectedThenEachIsAndAnswerIsNotTheOneThatTencentIgnores() {
		JsonNode answer = post(ADD, FriendDecision.reject(38001, "not now"));
		assertThat(results(answer)).containsExactly("otto-2 38001 not now", "pia-3 38001 not now");
		assertThat(results(post(RESPONSE, FriendDecision.reject("no")))).containsExactly("otto-2 38000 no",
				"pia-3 38000 no");
		assertThat(results(post(ADD, FriendDecision.reject(39000, "")))).containsExactly("otto-2 39000 ",
				"pia-3 39000 ");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 2, 100 })
	void whenThereAreAnyNumberOfFriendsThenEachIsInTheAnswer(int count) {
		List<String> accounts = IntStream.range(0, count).mapToObj((i) -> "friend-" + i).toList();
		assertThat(results(
				post(add(accounts.stream().map((account) -> "\"" + account + "\"")), FriendDecision.reject("no"))))
			.containsExactlyElementsOf(accounts.stream().map((account) -> account + " 38000 no").toList());
	}

	@Test
	void whenAccountsAreNumbersOrThereTwiceThenEachIsInTheAnswer() {
		String body = add(Stream.of("123456789012345678", "\"a\"", "\"a\"", "7"));
		FriendDecision decision = FriendDecision.allow()
			.withRejected("123456789012345678", "no")
			.withRejected("a", "never")
			.withRejected("a", "no");
		assertThat(results(post(body, decision))).containsExactly("123456789012345678 38000 no", "a 38000 no",
				"a 38000 no", "7 0 ");
	}

	@Test
	void whenFriendIsNamedWhoIsNotInTheRequestThenHandlerHasFailed() {
		assertThat(post(ADD, FriendDecision.allow().withRejected("pia-4", "no"))).isEqualTo(response("allow"));
		assertThat(post(add(Stream.of()), FriendDecision.reject("no").withAllowed("otto-2")).path("ResultItem"))
			.isEmpty();
	}

	@Test
	void whenHandlerFailsThenFriendsAreAllowedByName() {
		assertThat(post(ADD, null)).isEqualTo(response("allow"));
		assertThat(post(RESPONSE, null)).isEqualTo(response("allow"));
	}

	@Test
	void whenDecisionIsMadeThenListenerIsNotifiedOfWhatIsSent() {
		Listener listener = server.bean(Listener.class);
		post(ADD, FriendDecision.reject("once"));
		Awaitility.await()
			.untilAsserted(() -> assertThat(listener.decisions)
				.contains(FriendDecision.reject("once").withRejected("otto-2", "once").withRejected("pia-3", "once")));
	}

	@Test
	void whenThereIsNoHandlerThenFriendsAreAllowedByName() {
		try (TestServer undecided = TestServer.start(Listener.class, UNHURRIED)) {
			assertThat(mapper.readTree(undecided.client().post(ADD).body())).isEqualTo(response("allow"));
			assertThat(mapper.readTree(undecided.client().post(RESPONSE).body())).isEqualTo(response("allow"));
		}
	}

	@Test
	void whenRefusalIsPlainThenItIsOneOfEachFriend() {
		try (TestServer general = TestServer.start(GeneralFriends.class, UNHURRIED)) {
			GeneralFriends friends = general.bean(GeneralFriends.class);
			friends.decision = CallbackDecision.reject(38001, "not now");
			assertThat(postTo(general, ADD)).containsExactly("otto-2 38001 not now", "pia-3 38001 not now");
			friends.decision = CallbackDecision.of(1);
			assertThat(postTo(general, ADD)).containsExactly("otto-2 38000 ", "pia-3 38000 ");
			friends.decision = CallbackDecision.allow();
			assertThat(postTo(general, ADD)).containsExactly("otto-2 0 ", "pia-3 0 ");
			for (int wrong : new int[] { -1, 2, 10100, 37999, 39001, 120001 }) {
				friends.decision = CallbackDecision.reject(wrong, "not now");
				assertThat(postTo(general, ADD)).containsExactly("otto-2 38999 ", "pia-3 38999 ");
			}
			friends.decision = CallbackDecision.allow().withField("ResultItem", List.of());
			assertThat(postTo(general, ADD)).containsExactly("otto-2 38999 ", "pia-3 38999 ");
		}
	}

	@Test
	void whenOnFailureNamesAnotherAccountThenAnswerIsTheDocumentedOne() {
		try (TestServer failing = TestServer.start(FailingFriends.class, UNHURRIED)) {
			assertThat(postTo(failing, ADD)).containsExactly("otto-2 0 ", "pia-3 0 ");
			assertThat(postTo(failing, ADD.replace("pia-3", "stranger"))).containsExactly("otto-2 0 ",
					"stranger 38000 no");
		}
	}

	@Test
	void whenBodyDoesNotFitRecordThenOnFailureRejectsEachFriendAllTheSame() {
		try (TestServer strict = TestServer.start(StrictFriends.class, UNHURRIED)) {
			String odd = ADD.replace("\"Add_Type_Both\"", "{\"Type\":1}");
			assertThat(postTo(strict, odd)).containsExactly("otto-2 38000 ", "pia-3 38000 ");
			assertThat(postTo(strict, odd.replace("\"FriendItem\"", "\"Friends\""))).isEmpty();
			assertThat(postTo(strict, odd.replaceFirst("(?s)\"FriendItem\".*\\]", "\"FriendItem\":5"))).isEmpty();
		}
	}

	@Test
	void whenDecisionIsLateOrThereIsNoRoomThenOnFailureRejectsEachFriend() {
		try (TestServer slow = TestServer.start(List.of(SlowFriends.class, Listener.class),
				"livehook.response-timeout=1s", "livehook.decision.max-concurrency=1")) {
			slow.client().post(add(Stream.of()));
			Listener listener = slow.bean(Listener.class);
			Awaitility.await().until(() -> listener.decisions.size() == 1);
			listener.decisions.clear();
			assertThat(postTo(slow, ADD)).containsExactly("otto-2 38000 ", "pia-3 38000 ");
			assertThat(postTo(slow, ADD)).containsExactly("otto-2 38000 ", "pia-3 38000 ");
			Awaitility.await().until(() -> listener.decisions.size() == 2);
			assertThat(listener.decisions).allSatisfy((decision) -> assertThat(decision)
				.isEqualTo(FriendDecision.of(1).withRejected("otto-2", "").withRejected("pia-3", "")));
			slow.bean(SlowFriends.class).release.countDown();
			Awaitility.await()
				.untilAsserted(() -> assertThat(listener.late)
					.contains(FriendDecision.allow().withAllowed("otto-2").withAllowed("pia-3")));
		}
	}

	private static JsonNode post(String body, @Nullable FriendDecision decision) {
		server.bean(Friends.class).decision = decision;
		HttpResponse<String> response = client.post(body);
		assertThat(response.statusCode()).isEqualTo(200);
		return mapper.readTree(response.body());
	}

	private static List<String> postTo(TestServer server, String body) {
		HttpResponse<String> response = server.client().post(body);
		assertThat(response.statusCode()).isEqualTo(200);
		return results(mapper.readTree(response.body()));
	}

	private static List<String> results(JsonNode answer) {
		assertThat(answer.path("ErrorCode").asInt(-1)).isEqualTo(0);
		assertThat(answer.has("ResultItem")).isTrue();
		assertThat(answer).isNotEqualTo(response("IGNORED-top-level-code"));
		return answer.path("ResultItem")
			.valueStream()
			.map((item) -> "%s %d %s".formatted(item.path("To_Account").stringValue(),
					item.path("ResultCode").intValue(), item.path("ResultInfo").stringValue()))
			.toList();
	}

	private static JsonNode response(String name) {
		return mapper.readTree(Samples.read("responses/Sns.CallbackPrevFriendAdd." + name + ".json"));
	}

	private static String add(Stream<String> accounts) {
		return "{\"CallbackCommand\":\"%s\",\"FriendItem\":[%s]}".formatted(FriendAddRequest.COMMAND,
				accounts.map((account) -> "{\"To_Account\":" + account + "}").collect(Collectors.joining(",")));
	}

	static class Friends {

		volatile @Nullable FriendDecision decision;

		@BeforeCallback({ FriendAddRequest.COMMAND, FriendResponseRequest.COMMAND })
		FriendDecision check() {
			FriendDecision decision = this.decision;
			if (decision == null) {
				throw new IllegalStateException("failing as told");
			}
			return decision;
		}

	}

	static class GeneralFriends {

		volatile CallbackDecision decision = CallbackDecision.allow();

		@BeforeCallback(value = FriendAddRequest.COMMAND, onFailure = 38999)
		CallbackDecision check() {
			return this.decision;
		}

	}

	static class StrictFriends {

		@BeforeCallback(onFailure = FriendDecision.REJECT)
		FriendDecision check(FriendAddRequest request) {
			return FriendDecision.allow();
		}

	}

	static class FailingFriends implements DecisionHandler {

		@Override
		public String id() {
			return "failing";
		}

		@Override
		public Set<String> commands() {
			return Set.of(FriendAddRequest.COMMAND);
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return FriendDecision.class;
		}

		@Override
		public Decision onFailure() {
			return FriendDecision.allow().withRejected("stranger", "no");
		}

		@Override
		public Object handle(Callback callback) {
			throw new IllegalStateException("failing as told");
		}

	}

	static class SlowFriends {

		final CountDownLatch release = new CountDownLatch(1);

		@BeforeCallback(onFailure = FriendDecision.REJECT)
		FriendDecision check(FriendAddRequest request) throws InterruptedException {
			if (!request.friends().isEmpty()) {
				this.release.await(20, TimeUnit.SECONDS);
			}
			return FriendDecision.allow();
		}

	}

	static class Listener implements CallbackListener {

		final List<Decision> decisions = new CopyOnWriteArrayList<>();

		final List<Decision> late = new CopyOnWriteArrayList<>();

		@Override
		public void decidedLate(DecisionHandler handler, Callback callback, Decision decision) {
			this.late.add(decision);
		}

		@Override
		public void decided(CallbackMetadata callback, DecisionResult result, @Nullable CallbackResponse atDeadline) {
			this.decisions.add(result.decision());
		}

	}

}
