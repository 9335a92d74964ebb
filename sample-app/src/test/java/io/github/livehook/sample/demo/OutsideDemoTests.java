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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what there is of the demo without its profile: nothing.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "debug=false")
@ExtendWith(OutputCaptureExtension.class)
class OutsideDemoTests {

	private final RestTestClient client;

	OutsideDemoTests(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/index.html", "/board.js", "/board.css", "/favicon.svg", "/demo/static/index.html",
			"/schema.sql", "/events", "/login", "/actuator", "/actuator/health", "/actuator/livehook" })
	void whenPathIsOfTheDemoThenItIsNotFound(String path) {
		this.client.get().uri(path).exchange().expectStatus().isNotFound();
	}

	@Test
	void whenSimulatorIsAskedForThenItIsNotFound() {
		this.client.post()
			.uri("/simulator")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{}")
			.exchange()
			.expectStatus()
			.isNotFound();
	}

	@Test
	void whenProfileIsNotActiveThenThereAreNoBeansAndTables(@Autowired ApplicationContext application,
			@Autowired JdbcClient jdbc) {
		assertThat(List.of(application.getBeanDefinitionNames())).noneMatch((name) -> application.getType(name) != null
				&& application.getType(name).getPackageName().equals(DemoTests.class.getPackageName()));
		assertThat(application.getBeansOfType(SecurityFilterChain.class)).isEmpty();
		assertThat(jdbc.sql("select table_name from information_schema.tables where table_name like 'DEMO%'")
			.query(String.class)
			.list()).isEmpty();
	}

	@Test
	void whenApplicationStartsThenNoPasswordIsLogged(CapturedOutput output) {
		assertThat(output).doesNotContain("password");
	}

}
