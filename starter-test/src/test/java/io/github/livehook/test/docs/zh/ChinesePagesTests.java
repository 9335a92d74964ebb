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

package io.github.livehook.test.docs.zh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.event.live.gift.GiftRequest;
import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.autoconfigure.LivehookTest;
import io.github.livehook.verification.VerificationFailure.Reason;

import static io.github.livehook.test.CallbackAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the Chinese pages say what happens.
 */
@LivehookTest(LiveRooms.class)
@ExtendWith(OutputCaptureExtension.class)
class ChinesePagesTests {

	private static final Path README = Path.of("../README.zh-CN.md");

	private static final Path GETTING_STARTED = Path.of("../docs/getting-started.zh-CN.md");

	private static final CallbackRequest BATTLE = CallbackRequest.sample(BattleStarted.class);

	private static final Map<Reason, CallbackRequest> REFUSED = Map.of(Reason.WRONG_SIGNATURE, BATTLE.token("wrong"),
			Reason.MISSING_PARAMETER, BATTLE.unsigned(), Reason.CLOCK_SKEW,
			BATTLE.time(LivehookTest.NOW.minus(Duration.ofSeconds(305))), Reason.UNKNOWN_APP,
			BATTLE.app("1400000001").token("any"));

	@Autowired
	MockMvcTester mvc;

	@ParameterizedTest
	@EnumSource(names = { "WRONG_SIGNATURE", "MISSING_PARAMETER", "CLOCK_SKEW", "UNKNOWN_APP" })
	void whenVerificationFailsThenThePageHasTheLine(Reason reason, CapturedOutput output) throws IOException {
		assertThat(this.mvc.perform(REFUSED.get(reason))).isForbidden();
		String begin = "A request failed verification (" + reason + ") and was answered with 403: ";
		assertThat(Files.readAllLines(GETTING_STARTED)).filteredOn((line) -> line.startsWith(begin))
			.singleElement()
			.satisfies((line) -> assertThat(output).contains(line));
	}

	@Test
	void whenBattleStartsThenItIsLogged(CapturedOutput output) throws IOException {
		CallbackRequest battle = BATTLE.with("BattleId", "b1").with("Duration", 60000);
		assertThat(this.mvc.perform(battle)).isOk();
		String line = "PK b1 已开启，时长 PT1M";
		assertThat(output).contains(line);
		assertThat(Files.readString(GETTING_STARTED)).contains("`" + line + "`");
	}

	@Test
	void whenGiftIsARocketThenItIsRejected() throws IOException {
		CallbackRequest gift = CallbackRequest.sample(GiftRequest.class).with("GiftWater.GiftId", "rocket");
		assertThat(this.mvc.perform(gift)).isRejectedWith(102101, "本直播间不能送火箭");
		assertThat(Files.readString(GETTING_STARTED))
			.contains("`{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"本直播间不能送火箭\",\"ErrorCode\":102101}`");
	}

	@Test
	void whenReadmeIsOpenedThenTheHandlerIsOnTheFirstScreen() throws IOException {
		List<String> lines = Files.readAllLines(README);
		assertThat(lines).hasSizeLessThanOrEqualTo(120);
		assertThat(lines.indexOf("```java")).isBetween(0, 25);
	}

}
