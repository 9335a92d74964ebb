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

package io.github.livehook.sample.demo;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpStatus;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.server.ResponseStatusException;

import io.github.livehook.autoconfigure.LivehookProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Simulator} and who may use it. {@link DemoTests} ask it by its names.
 */
class SimulatorAccessTests {

	@ParameterizedTest
	@ValueSource(strings = { "192.0.2.1", "10.0.0.1", "0.0.0.0", "::ffff:192.0.2.1", "2001:db8::1", "fe80::1" })
	void whenAnotherMachineAsksThenItDoesNothing(String address) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setServerName("localhost");
		request.setRemoteAddr(address);
		// It would fail without a port of the server
		Simulator simulator = new Simulator(new LivehookProperties(), new MockEnvironment());
		assertThatExceptionOfType(ResponseStatusException.class).isThrownBy(() -> simulator.post(request, "{}", false))
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN));
	}

}
