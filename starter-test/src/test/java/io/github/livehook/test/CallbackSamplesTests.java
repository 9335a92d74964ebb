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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.InvalidBodyException;
import io.github.livehook.event.chat.push.AllMemberPushed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link CallbackSamples}.
 */
class CallbackSamplesTests {

	@ParameterizedTest
	@MethodSource("commands")
	void whenCommandHasRecordThenItHasSample(CallbackCommand command) {
		for (String name : command.names()) {
			assertThat(CallbackRequest.sample(name).app("1").token("t").query())
				.contains("CallbackCommand=" + name + "&");
		}
		assertThat(CallbackSamples.read(command.payloadType())).isEqualTo(CallbackSamples.read(command.name()));
		assertThat(CallbackRequest.sample(command.payloadType()))
			.hasToString("CallbackRequest[" + command.name() + "]");
	}

	static Stream<CallbackCommand> commands() {
		return CommandCatalog.standard().commands().stream().filter((command) -> command.payloadType() != null);
	}

	@Test
	void whenCommandIsKnownThenItHasSampleUnlessItIsMostLikelyNeverSent() {
		assertThat(CommandCatalog.standard().commands()).extracting(CallbackCommand::name)
			.filteredOn((name) -> !CallbackSamples.names().contains(name))
			.containsExactly("Live.CallbackBeforeCallBackNotBlock");
	}

	@ParameterizedTest
	@MethodSource("names")
	void whenSampleIsSentThenItHasWhatARequestNeeds(String name) {
		assertThat(CallbackRequest.sample(name).body()).asString(StandardCharsets.UTF_8)
			.isEqualTo(CallbackSamples.read(name));
	}

	@ParameterizedTest
	@MethodSource("names")
	void whenSampleIsMadeDistinctThenEachOfItsEventsIsAnotherOneOfItsCommand(String name) throws Exception {
		List<Callback> before = decode(CallbackRequest.sample(name));
		List<Callback> after = decode(CallbackRequest.sample(name).distinct());
		List<Callback> again = decode(CallbackRequest.sample(name).distinct());
		assertThat(after).hasSameSizeAs(before);
		for (int i = 0; i < after.size(); i++) {
			CallbackMetadata metadata = after.get(i).metadata();
			assertThat(metadata.command()).isEqualTo(before.get(i).metadata().command());
			assertThat(after.get(i).payload()).hasSameClassAs(before.get(i).payload());
			if (metadata.callbackId() != null) {
				assertThat(metadata.callbackId()).isNotEqualTo(before.get(i).metadata().callbackId())
					.isNotEqualTo(again.get(i).metadata().callbackId());
			}
		}
	}

	private static List<Callback> decode(CallbackRequest request) throws InvalidBodyException {
		String command = request.toString().replaceAll(".*\\[|]", "");
		CallbackMetadata metadata = new CallbackMetadata("1", command, null, null, null, null, Instant.EPOCH,
				Instant.EPOCH, null, null, 1);
		return CallbackCodec.create(CommandCatalog.standard()).decodeAll(request.body(), metadata);
	}

	@Test
	void whenBatchIsMadeDistinctThenItsTimesStayInSecondsAndWhatIsNamedStays() throws Exception {
		CallbackRequest push = CallbackRequest.sample(AllMemberPushed.class).with("Events.1.TaskId", "task");
		List<Callback> events = decode(push.distinct());
		assertThat(events).extracting((event) -> ((AllMemberPushed) event.payload()).toAccount())
			.containsExactly("otto-2", "pia-3");
		AllMemberPushed second = (AllMemberPushed) events.get(1).payload();
		assertThat(second.taskId()).isEqualTo("task");
		assertThat(second.eventTime()).isCloseTo(Instant.now(), within(1, ChronoUnit.HOURS));
	}

	@Test
	void whenEventOfBatchHasNoKeyThenItIsSaidHowToSetIt() {
		CallbackRequest request = CallbackRequest.json("callbacks/push-without-id.json");
		assertThatIllegalStateException().isThrownBy(request::body)
			.withMessageStartingWith("Push.OfflinePush has no Events.1.PushID, which identifies the event. "
					+ "Write .with(\"Events.1.PushID\", ...)");
		assertThat(request.without("Events.1.PushID").body()).isNotEmpty();
	}

	static Stream<String> names() {
		return CallbackSamples.names().stream();
	}

	@Test
	void whenCommandHasSeveralSamplesThenTheyAreNumbered() {
		assertThat(CallbackSamples.names()).contains("Live.CallbackAfterCreateRoom", "Live.CallbackAfterCreateRoom.2",
				"Live.CallbackAfterCreateRoom.3");
	}

}
