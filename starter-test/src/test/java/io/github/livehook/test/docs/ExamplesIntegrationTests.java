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

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Integration tests for the beans that the pages show: an application with them starts.
 */
class ExamplesIntegrationTests {

	@ParameterizedTest
	@MethodSource("examples")
	void whenExamplesAreBeansThenApplicationStarts(List<Class<?>> beans) {
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.sources(beans.toArray(Class<?>[]::new))
			.bannerMode(Banner.Mode.OFF)
			.properties("server.port=0", "livehook.sdk-app-id=1400000000", "livehook.token=the-token")
			.run()) {
			assertThat(beans).allSatisfy((bean) -> assertThat(application.getBeansOfType(bean)).hasSize(1));
		}
	}

	static Stream<List<Class<?>>> examples() {
		return Stream.of(List.of(LiveRooms.class),
				List.of(Rooms.class, Desk.class, RemoteScores.class, Tenants.class, Forwarding.class),
				List.of(Checks.class, Refunds.class, RetriedScores.class), List.of(LiveRooms.class, StoredApps.class));
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Scores scores() {
			return mock(Scores.class);
		}

		@Bean
		Wallet wallet() {
			return mock(Wallet.class);
		}

		@Bean
		Rules rules() {
			return mock(Rules.class);
		}

		@Bean
		ScoreClient scoreClient() {
			return mock(ScoreClient.class);
		}

		@Bean
		Forwarder forwarder() {
			return mock(Forwarder.class);
		}

		@Bean
		Function<String, List<String>> tokens() {
			return (sdkAppId) -> List.of("the-token");
		}

	}

}
