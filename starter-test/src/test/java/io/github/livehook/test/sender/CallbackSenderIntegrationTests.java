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

package io.github.livehook.test.sender;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackSamples;
import io.github.livehook.test.HandlerCalls;
import io.github.livehook.test.http.PlainApplication;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Integration tests for {@link CallbackSender}, against a real server.
 */
class CallbackSenderIntegrationTests {

	private static ConfigurableApplicationContext application;

	private static HandlerCalls calls;

	private final Map<String, String> environment = new HashMap<>(Map.of("LIVEHOOK_TOKEN", PlainApplication.TOKEN));

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final ByteArrayOutputStream bar = new ByteArrayOutputStream();

	@BeforeAll
	static void start() {
		application = PlainApplication.start(HandlerCalls.class);
		calls = application.getBean(HandlerCalls.class);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void clear() {
		calls.clear();
	}

	@Test
	void whenCommandIsSentThenResponseIsPrintedWithItsTime() {
		assertThat(send(BattleStarted.COMMAND, "BattleId=a=b=", "FromRoomInfo.RoomId=77", "Duration=1000")).isZero();
		assertThat(this.out.toString()).matches("\\s+1  HTTP 200  OK 0  \\d+\\.\\d ms\\R");
		assertThat(calls).call("battles").hasEventSatisfying(BattleStarted.class, (battle) -> {
			assertThat(battle.battleId()).isEqualTo("a=b=");
			assertThat(battle.fromRoom()).extracting("roomId").isEqualTo("77");
			assertThat(battle.duration()).hasMillis(1000);
		});
		assertNothingSecretIsPrinted();
	}

	@ParameterizedTest
	@MethodSource("samples")
	void whenAnyCommandIsSentSeveralTimesThenEachIsAnswered(String sample) {
		assertThat(send(sample, "--count", "2")).isZero();
		assertThat(this.out.toString()).contains("HTTP 200").doesNotContain("should be");
	}

	static List<String> samples() {
		return CallbackSamples.names();
	}

	@ParameterizedTest
	@CsvSource({ "--bad-sign, 403", "--stale, 403" })
	void whenRequestIsWrongThenResponseIsWhatItDeserves(String fault, int status) {
		assertThat(send(GiftRequest.COMMAND, fault)).isZero();
		assertThat(this.out.toString()).contains("HTTP " + status + "  FAIL 1 \"refused\"").doesNotContain("should be");
		assertThat(calls).isEmpty();
		assertNothingSecretIsPrinted();
	}

	@Test
	void whenEventIsRepeatedThenItIsSentTwice() {
		assertThat(send(BattleStarted.COMMAND, "BattleId=repeated", "--repeat")).isZero();
		assertThat(this.out.toString()).containsPattern("1  HTTP 200  OK 0.*\\R.*2  HTTP 200  OK 0.*\\R"
				+ "2 callbacks in \\d+\\.\\d s: each response is HTTP 200");
		assertThat(calls).containsExactly("battles");
	}

	@Test
	void whenSeveralAreSentThenEachIsAnotherEvent() {
		assertThat(send(BattleStarted.COMMAND, "--count", "3", "--rate", "1000")).isZero();
		assertThat(calls).containsExactly("battles", "battles", "battles");
		assertThat(this.bar.size()).isZero();
	}

	@Test
	void whenManyAreSentThenProgressIsShownBesideTheResponses() {
		assertThat(send(GiftRequest.COMMAND, "--count", "21")).isZero();
		assertThat(this.out.toString().lines()).hasSize(22).noneMatch((line) -> line.contains("\r"));
		assertThat(this.bar.toString(StandardCharsets.UTF_8)).contains("Callbacks", "21/21")
			.containsOnlyOnce(System.lineSeparator());
	}

	@Test
	void whenResponseIsNotDeservedThenExitCodeSaysSo() {
		this.environment.put("OTHER_TOKEN", "another");
		assertThat(send(BattleStarted.COMMAND, "--token-env", "OTHER_TOKEN", "--count", "2")).isOne();
		assertThat(this.out.toString()).contains("<- should be HTTP 200", "2 responses should be HTTP 200");
	}

	@Test
	void whenRequestThatShouldFailVerificationIsAcceptedThenExitCodeSaysSo() {
		try (ConfigurableApplicationContext open = PlainApplication.start(OpenApplication.class)) {
			String url = "http://127.0.0.1:" + open.getEnvironment().getProperty("local.server.port")
					+ "/webhooks/tencent-live";
			assertThat(send(BattleStarted.COMMAND, "--bad-sign", "--url", url)).isOne();
		}
		assertThat(this.out.toString()).contains("HTTP 200  OK 0", "<- should be HTTP 403");
	}

	@Test
	void whenBodyIsGivenThenItIsSentForAnyCommand(@TempDir Path folder) throws Exception {
		Path body = Files.writeString(folder.resolve("body.json"), "{\"State\": 1}");
		assertThat(send("State.StateChange", "--body", body.toString())).isZero();
		Files.writeString(body, "[]");
		assertThat(send("State.StateChange", "--body", body.toString())).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("The body is not a JSON object: write one into the file");
		assertThat(send("State.StateChange", "--body", folder.resolve("none.json").toString())).isEqualTo(2);
		assertThat(this.err.toString()).contains("There is no URL", "none.json");
	}

	@Test
	void whenThereIsNoResponseThenExitCodeSaysSo() {
		assertThat(run(BattleStarted.COMMAND, "--app", "1", "--url", "http://127.0.0.1:1/hook")).isOne();
		assertThat(this.err.toString())
			.startsWith("There is no response from http://127.0.0.1:1/hook: is the application running?");
		assertNothingSecretIsPrinted();
	}

	@Test
	void whenCommandIsUnknownThenMessageSaysWhichThereAre() {
		assertThat(send("Live.CallbackAfterNothing")).isEqualTo(2);
		assertThat(this.err.toString()).contains(
				"There is no documented body of a command "
						+ "'Live.CallbackAfterNothing'. Give the body with --body FILE, or take one of these commands:",
				"  Live.CallbackAfterStartBattle");
	}

	@Test
	void whenTokenHasBlanksAroundItThenTheyAreRemovedAsByTheApplication() {
		this.environment.put("LIVEHOOK_TOKEN", "\ufeff" + PlainApplication.TOKEN + "\r\n");
		assertThat(send(BattleStarted.COMMAND)).isZero();
		assertThat(calls).containsExactly("battles");
	}

	@Test
	void whenTokenIsMissingThenMessageSaysWhatToSet() {
		this.environment.clear();
		assertThat(send(BattleStarted.COMMAND)).isEqualTo(2);
		assertThat(this.err.toString())
			.contains("There is no token. Set the environment variable LIVEHOOK_TOKEN to the "
					+ "token of the app, or name another variable with --token-env");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BattleId       | 'BattleId' does not set a field: write FIELD=VALUE, such as BattleId=b1
			ToRoomList.5=1 | '5' in ToRoomList.5 is in the place of an index: write a number from 0 to 1
			--count=0      | --count is 0: set it to 1 or more
			--rate=-5      | --rate is -5.0: set it to more than 0, such as 10 or 0.5
			--rate=NaN     | --rate is NaN: set it to more than 0, such as 10 or 0.5
			--app=         | The app id is blank
			--nothing      | Unknown option: '--nothing'
			--url=localhost:8080 | 'localhost:8080' is not the URL of an endpoint: write for example --url https://
			--url=http://my_host/ | 'http://my_host/' is not the URL of an endpoint: write for example --url https://
			--url=http://h:99999/ | 'http://h:99999/' is not the URL of an endpoint: write for example --url https://
			--url=http://h/?a=b   | 'http://h/?a=b' is not the URL of an endpoint: write for example --url https://
			--url=http://a b/    | 'http://a b/' is not the URL of an endpoint: write for example --url https://
			""", quoteCharacter = '"')
	void whenArgumentIsWrongThenMessageSaysWhatToWrite(String argument, String message) {
		assertThat(send(BattleStarted.COMMAND, argument)).isEqualTo(2);
		assertThat(this.err.toString()).startsWith(message).contains("Try --help for more.");
		assertThat(calls).isEmpty();
		assertNothingSecretIsPrinted();
	}

	@Test
	void whenTokenIsGivenAsOptionThenItIsNotPrinted() {
		assertThat(send(BattleStarted.COMMAND, "--token=" + PlainApplication.TOKEN)).isEqualTo(2);
		assertThat(this.err.toString()).startsWith("Unknown option: '--token'");
		assertNothingSecretIsPrinted();
	}

	@Test
	void whenFaultsAreCombinedThenMessageSaysThatOneIsEnough() {
		assertThat(send(BattleStarted.COMMAND, "--stale", "--bad-sign")).isEqualTo(2);
		assertThat(this.err.toString()).contains("--bad-sign, --stale are mutually exclusive");
	}

	private int send(String... args) {
		List<String> all = new ArrayList<>(List.of(args));
		addUnlessThere(all, "--url", "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port")
				+ "/webhooks/tencent-live");
		addUnlessThere(all, "--app", PlainApplication.SDK_APP_ID);
		return run(all.toArray(new String[0]));
	}

	private static void addUnlessThere(List<String> args, String option, String value) {
		if (args.stream().noneMatch((arg) -> arg.startsWith(option))) {
			args.add(option + "=" + value);
		}
	}

	private int run(String... args) {
		CallbackSender sender = new CallbackSender(this.environment::get,
				new PrintStream(this.bar, true, StandardCharsets.UTF_8));
		CommandLine commandLine = CallbackSender.commandLine(sender);
		return commandLine.setOut(new PrintWriter(this.out)).setErr(new PrintWriter(this.err, true)).execute(args);
	}

	private void assertNothingSecretIsPrinted() {
		String printed = this.out + this.err.toString() + this.bar;
		assertThat(printed).doesNotContain(PlainApplication.TOKEN, "Sign=").doesNotContainPattern("[0-9a-f]{64}");
	}

	@Configuration(proxyBeanMethods = false)
	static class OpenApplication {

		@Bean
		RequestVerifier everybody() {
			return (request) -> Verification.accept();
		}

	}

}
