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

package io.github.livehook.test;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticApplicationContext;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.DefaultUriBuilderFactory;
import org.springframework.web.util.UriComponentsBuilder;

import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.chat.message.MessageSent;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.battle.BattleStarted.BattleRoom;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.event.live.recording.RecordingChanged;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CallbackRequest}.
 */
class CallbackRequestTests {

	// The example of <a href="https://trtc.io/document/64412">Tencent's documentation</a>
	private static final String TENCENT_TOKEN = "xxxxyyyy";

	private static final Instant TENCENT_TIME = Instant.ofEpochSecond(1669872112);

	private static final String TENCENT_SIGN = "17773bc39a671d7b9aa835458704d2a6db81360a5940292b587d6d760d484061";

	@Test
	void whenSignedWithTencentsExampleThenQueryIsTencents() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class)
			.app("1400000000")
			.token(TENCENT_TOKEN)
			.time(TENCENT_TIME);
		assertThat(request.query())
			.isEqualTo("SdkAppid=1400000000&CallbackCommand=Live.CallbackAfterStartBattle&contenttype=json"
					+ "&ClientIP=127.0.0.1&OptPlatform=RESTAPI&Sign=" + TENCENT_SIGN + "&RequestTime=1669872112");
	}

	@Test
	void whenNoTimeIsSetThenItIsSignedForNow() {
		long before = Instant.now().getEpochSecond();
		String time = parameters(signed(CallbackRequest.sample(BattleStarted.class))).getFirst("RequestTime");
		assertThat(Long.parseLong(String.valueOf(time))).isBetween(before, Instant.now().getEpochSecond());
	}

	@Test
	void whenUnsignedThenQueryHasNeitherSignNorTime() {
		CallbackRequest request = signed(CallbackRequest.sample(BattleStarted.class)).unsigned();
		assertThat(parameters(request)).containsKey("SdkAppid").doesNotContainKeys("Sign", "RequestTime");
	}

	@Test
	void whenParametersAreSetThenTheyReplaceTheUsualOnes() {
		CallbackRequest request = signed(CallbackRequest.sample(BattleStarted.class)).parameter("OptPlatform", "A b&c")
			.parameter("ClientIP", null)
			.parameter("Further", "1");
		assertThat(request.query()).contains("&OptPlatform=A%20b%26c&", "&Further=1").doesNotContain("ClientIP");
	}

	@Test
	void whenNothingIsChangedThenBodyIsTheSample() {
		assertThat(CallbackRequest.sample(BattleStarted.COMMAND).body()).asString(StandardCharsets.UTF_8)
			.isEqualTo(CallbackSamples.read(BattleStarted.COMMAND));
	}

	@Test
	void whenFieldsAreSetThenTheOthersStay() {
		Map<String, Object> body = body(CallbackRequest.sample(BattleStarted.class)
			.with("BattleId", "b1")
			.with("FromRoomInfo.RoomId", "r1")
			.with("ToRoomList.0.RoomId", "r2")
			.withJson("ToRoomList.1", "{\"RoomId\": \"r3\"}")
			.with("New.Field", true)
			.without("CreateTime"));
		assertThat(body).containsEntry("BattleId", "b1")
			.containsEntry("Duration", 60000)
			.containsEntry("FromRoomInfo", Map.of("RoomId", "r1", "Owner_Account", "brennan"))
			.containsEntry("ToRoomList",
					List.of(Map.of("RoomId", "r2", "Owner_Account", "tandy"), Map.of("RoomId", "r3")))
			.containsEntry("New", Map.of("Field", true))
			.doesNotContainKey("CreateTime");
	}

	@Test
	void whenRequestIsChangedThenTheFirstIsNot() {
		CallbackRequest first = signed(CallbackRequest.sample(BattleStarted.class).with("BattleId", "b1"));
		String query = first.query();
		first.with("BattleId", "b2").app("1").command("Other").parameter("a", "b");
		assertThat(body(first)).containsEntry("BattleId", "b1");
		assertThat(parameters(first).getFirst("SdkAppid")).isEqualTo("1400000000");
		assertThat(query).contains("CallbackCommand=Live.CallbackAfterStartBattle");
	}

	@Test
	void whenMadeOfRecordThenBodyIsTencents() {
		BattleStarted battle = new BattleStarted("b1", Duration.ofSeconds(60), null, null,
				new BattleRoom("r1", "brennan"), List.of(), null);
		assertThat(body(CallbackRequest.of(battle))).containsEntry("CallbackCommand", BattleStarted.COMMAND)
			.containsEntry("BattleId", "b1")
			.containsEntry("Duration", 60000)
			.containsEntry("FromRoomInfo", Map.of("RoomId", "r1", "Owner_Account", "brennan"));
	}

	@Test
	void whenMadeOfUnknownCallbackThenItsFieldsAreSent() {
		CallbackRequest request = CallbackRequest.of(new UnknownCallback("State.StateChange", Map.of("a", 1)));
		assertThat(body(request)).containsEntry("CallbackCommand", "State.StateChange").containsEntry("a", 1);
	}

	@Test
	void whenMadeOfFileThenItIsSentAsItIs() {
		CallbackRequest request = signed(CallbackRequest.json("callbacks/battle-with-comments.json"));
		assertThat(request.body()).asString(StandardCharsets.UTF_8).contains("// the id");
		assertThat(parameters(request).getFirst("CallbackCommand")).isEqualTo(BattleStarted.COMMAND);
		assertThat(body(request.with("Duration", 1))).containsEntry("BattleId", "from-a-file")
			.containsEntry("Duration", 1);
	}

	@Test
	void whenRawThenAnythingIsSent() {
		CallbackRequest request = signed(CallbackRequest.raw("{ not JSON")).command("State.StateChange");
		assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("{ not JSON");
		assertThat(request.query()).contains("CallbackCommand=State.StateChange");
		assertThat(signed(CallbackRequest.raw("")).query()).doesNotContain("CallbackCommand");
	}

	@Test
	void whenCommandIsSetThenQueryAndBodyNameIt() {
		CallbackRequest request = signed(CallbackRequest.sample(GiftRequest.class)).command("Live.CallbackBeforeOther");
		assertThat(request.query()).contains("CallbackCommand=Live.CallbackBeforeOther");
		assertThat(body(request)).containsEntry("CallbackCommand", "Live.CallbackBeforeOther");
	}

	@Test
	void whenDistinctThenIdAndTimeAreOthers() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class);
		Map<String, Object> first = body(request.distinct());
		Map<String, Object> second = body(request.distinct());
		assertThat(first.get("BattleId")).isNotEqualTo(second.get("BattleId"))
			.isNotEqualTo(body(request).get("BattleId"));
		assertThat(first.get("EventTime")).isNotEqualTo(second.get("EventTime"));
		assertThat(first.keySet()).isEqualTo(body(request).keySet());
	}

	@Test
	void whenDistinctThenWhatTheTestNamesStays() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class)
			.with("BattleId", "b1")
			.with("EventTime", 1);
		assertThat(body(request.distinct())).isEqualTo(body(request));
	}

	@Test
	void whenDistinctThenOnlyTheIdOfSeveralKeyFieldsChanges() {
		assertThat(changed(MessageSent.class)).containsExactlyInAnyOrder("MsgId", "EventTime");
		assertThat(changed(RecordingChanged.class)).containsExactly("EventInfo");
	}

	private static List<String> changed(Class<? extends CallbackPayload> eventType) {
		Map<String, Object> before = body(CallbackRequest.sample(eventType));
		Map<String, Object> after = body(CallbackRequest.sample(eventType).distinct());
		return before.keySet().stream().filter((name) -> !before.get(name).equals(after.get(name))).toList();
	}

	@Test
	void whenSentToApplicationThenItsAppTokenAndClockAreTaken() {
		StaticApplicationContext application = application(new LivehookApp("1", List.of("a")),
				new LivehookApp("2", List.of(TENCENT_TOKEN)));
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class).time(TENCENT_TIME);
		assertThat(request.sentTo(application).query()).contains("SdkAppid=1&").doesNotContain(TENCENT_SIGN);
		assertThat(request.app("2").sentTo(application).query()).contains("SdkAppid=2&", "Sign=" + TENCENT_SIGN);
		assertThat(request.token(TENCENT_TOKEN).sentTo(application).query()).contains("SdkAppid=1&",
				"Sign=" + TENCENT_SIGN);
		assertThat(request.unsigned().sentTo(application).query()).doesNotContain("Sign=");
	}

	@Test
	void whenAppHasNoTokenThenRequestIsNotSigned() {
		StaticApplicationContext application = application(new LivehookApp("1", List.of()));
		assertThat(CallbackRequest.sample(BattleStarted.class).sentTo(application).query()).contains("SdkAppid=1&")
			.doesNotContain("Sign=");
	}

	@Test
	void whenMadeForHttpThenUrlAndBodyAreTencents() {
		CallbackRequest request = signed(CallbackRequest.sample(BattleStarted.class)).time(TENCENT_TIME);
		HttpRequest http = request.toHttpRequest("http://localhost:8080/hook");
		assertThat(http.uri()).isEqualTo(URI.create("http://localhost:8080/hook?" + request.query()));
		assertThat(http.method()).isEqualTo("POST");
		assertThat(http.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(http.bodyPublisher().orElseThrow().contentLength()).isEqualTo(request.body().length);
		assertThat(request.at("/hook").apply(new DefaultUriBuilderFactory("http://localhost:8080").builder()))
			.isEqualTo(http.uri());
	}

	@Test
	void whenSampleIsUnknownThenMessageSaysWhichThereAre() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackRequest.sample("Live.CallbackAfterNothing"))
			.withMessageStartingWith(
					"There is no sample named 'Live.CallbackAfterNothing'. Write one of " + "Alert.RequestOverLimit, ")
			.withMessageEndingWith(
					"for another command, write CallbackRequest.raw(\"{...}\").command(\"Live.CallbackAfterNothing\")");
	}

	@Test
	void whenEventHasNoCommandThenMessageSaysWhatToWrite() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackRequest.of(new Unheard()))
			.withMessage(Unheard.class.getName() + " is not the record of a command that Livehook knows. "
					+ "Write CallbackRequest.raw(\"{...}\") or .json(\"...\"), with .command(\"...\")");
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackRequest.sample(Unheard.class))
			.withMessageContaining("Write the name of a sample, one of CallbackSamples.names(), or "
					+ "CallbackRequest.raw(\"{...}\").command(\"...\")");
	}

	@Test
	void whenFileIsMissingThenMessageSaysWhatToWrite() {
		assertThatIllegalArgumentException().isThrownBy(() -> CallbackRequest.json("callbacks/missing.json"))
			.withMessage("There is no class path resource [callbacks/missing.json]. Write the place on the class path, "
					+ "or file: and the path of a file");
	}

	@Test
	void whenAppOrTokenIsMissingThenMessageSaysWhatToWrite() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class);
		String advice = "Write .app(\"...\").token(\"...\") with the values of livehook.sdk-app-id and livehook.token, "
				+ "or .sentTo(applicationContext), which takes them from the application, as MockMvc does; "
				+ "or .unsigned() for a request without Sign";
		assertThatIllegalStateException().isThrownBy(request::query)
			.withMessage("The request has no app id. " + advice);
		assertThatIllegalStateException().isThrownBy(() -> request.app("1").query())
			.withMessage("The request has no token. " + advice);
	}

	@Test
	void whenTokenIsNotResolvedThenMessageSaysWhatToWriteAndNotTheToken() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class);
		assertThatIllegalArgumentException().isThrownBy(() -> request.token("a${LIVEHOOK_TOKEN}"))
			.withMessage(
					"The token is blank or a placeholder that was not resolved: write the value of livehook.token");
		assertThatIllegalArgumentException().isThrownBy(() -> request.app("${APP}"))
			.withMessage("'${APP}' is not a usable app id: write the value of livehook.sdk-app-id");
	}

	@Test
	void whenIdIsMissingThenMessageSaysWhatToWrite() {
		CallbackRequest request = CallbackRequest.of(new BattleStarted(null, null, null, null, null, List.of(), null));
		assertThatIllegalStateException().isThrownBy(request::body)
			.withMessage("Live.CallbackAfterStartBattle has no BattleId, which identifies the event. Write "
					+ ".with(\"BattleId\", ...), start from CallbackRequest.sample(...), or, if it is to be missing, "
					+ ".without(\"BattleId\")");
		assertThat(body(request.with("BattleId", "b1"))).containsEntry("BattleId", "b1");
		assertThat(body(request.without("BattleId"))).doesNotContainKey("BattleId");
	}

	@Test
	void whenPathGoesThroughNextElementThenItIsAppended() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class).with("ToRoomList.1.RoomId", "r2");
		assertThat(body(request).get("ToRoomList")).asInstanceOf(InstanceOfAssertFactories.LIST)
			.hasSize(2)
			.last()
			.isEqualTo(Map.of("RoomId", "r2"));
		assertThat(body(request.with("Extra.Inner.Value", 1)).get("Extra"))
			.isEqualTo(Map.of("Inner", Map.of("Value", 1)));
	}

	@Test
	void whenBodyIsNoObjectThenItsFieldsCannotBeSet() {
		assertThatIllegalStateException().isThrownBy(() -> CallbackRequest.raw("[]").with("a", 1))
			.withMessage("The body is not a JSON object, so its fields cannot be changed: put into the text given to "
					+ "raw(...) what is to be sent");
	}

	@Test
	void whenPathOrValueIsWrongThenMessageSaysWhatToWrite() {
		CallbackRequest request = CallbackRequest.sample(BattleStarted.class);
		assertThatIllegalArgumentException().isThrownBy(() -> request.with("FromRoomInfo..RoomId", "r1"))
			.withMessageContaining("write its name, such as BattleId");
		assertThatIllegalArgumentException().isThrownBy(() -> request.with("ToRoomList.5.RoomId", "r1"))
			.withMessage("'5' in ToRoomList.5.RoomId is in the place of an index: write a number from 0 to 1");
		assertThatIllegalArgumentException().isThrownBy(() -> request.with("BattleId.Part", "r1"))
			.withMessage("There is no BattleId.Part: what is on the way to it is neither an object nor a list");
		assertThatIllegalArgumentException().isThrownBy(() -> request.with("EventTime", Instant.EPOCH))
			.withMessage("EventTime cannot be set to a java.time.Instant: write what Tencent sends, that is a string, "
					+ "a number, a boolean, a map or a list");
		assertThatIllegalArgumentException().isThrownBy(() -> request.withJson("Duration", "1,\"x\":2"))
			.withMessageStartingWith("The value of Duration is not JSON");
	}

	@Test
	void whenUrlIsNoneThenMessageDoesNotShowTheSign() {
		CallbackRequest request = signed(CallbackRequest.sample(BattleStarted.class));
		assertThatIllegalArgumentException().isThrownBy(() -> request.toHttpRequest("http://local host/"))
			.withMessageContaining("http://local host/")
			.withMessageNotContaining("Sign");
		assertThatIllegalArgumentException().isThrownBy(() -> request.toHttpRequest("http://my_host/"))
			.withMessageContaining("http://my_host/")
			.withMessageNotContaining("Sign");
	}

	@Test
	void whenPrintedThenNeitherTokenNorSignIsShown() {
		CallbackRequest request = signed(CallbackRequest.sample(BattleStarted.class));
		assertThat(request).hasToString("CallbackRequest[Live.CallbackAfterStartBattle]");
		assertThat(CallbackQuery.EMPTY.withApp("1").withToken(TENCENT_TOKEN)).hasToString("CallbackQuery[1]");
	}

	private static CallbackRequest signed(CallbackRequest request) {
		return request.app("1400000000").token(TENCENT_TOKEN);
	}

	private static MultiValueMap<String, String> parameters(CallbackRequest request) {
		return UriComponentsBuilder.fromUriString("/?" + request.query()).build().getQueryParams();
	}

	private static Map<String, Object> body(CallbackRequest request) {
		return ReceivedResponse.of(200, new String(request.body(), StandardCharsets.UTF_8)).fields();
	}

	private static StaticApplicationContext application(LivehookApp... apps) {
		StaticApplicationContext application = new StaticApplicationContext();
		application.registerBean(LivehookApps.class, () -> LivehookApps.of(List.of(apps)));
		application.refresh();
		return application;
	}

	record Unheard() implements CallbackPayload {

	}

}
