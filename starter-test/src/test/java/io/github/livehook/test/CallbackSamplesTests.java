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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallbackSamples}.
 */
class CallbackSamplesTests {

	@ParameterizedTest
	@MethodSource("commands")
	void whenCommandHasRecordThenItHasSample(CallbackCommand command) {
		for (String name : command.names()) {
			assertThat(ReceivedResponse.of(200, CallbackSamples.read(name)).fields()).containsEntry("CallbackCommand",
					name);
		}
		assertThat(CallbackSamples.read(command.payloadType())).isEqualTo(CallbackSamples.read(command.name()));
	}

	static Stream<CallbackCommand> commands() {
		return CommandCatalog.standard().commands().stream();
	}

	@ParameterizedTest
	@MethodSource("names")
	void whenSampleIsSentThenItHasWhatARequestNeeds(String name) {
		assertThat(CallbackRequest.sample(name).body()).asString(StandardCharsets.UTF_8)
			.isEqualTo(CallbackSamples.read(name));
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
