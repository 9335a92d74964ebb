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

package io.github.livehook.actuate;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.github.livehook.CallbackClient;
import io.github.livehook.TestServer;
import io.github.livehook.testapp.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What endpoints of the actuator show that have been told to show all values.
 */
class SanitizedTokensIntegrationTests {

	private static final String SHOWN = "to-be-shown";

	private static final String[] ARGUMENTS = { "--server.port=0", "--server.address=127.0.0.1",
			"--" + TestServer.ON_TOMCAT, "--management.endpoints.web.exposure.include=*",
			"--management.endpoint.env.show-values=always", "--management.endpoint.configprops.show-values=always",
			"--livehook.sdk-app-id=1400000000", "--livehook.token=secret-00",
			"--livehook.apps[Eu/West].token=secret-01", "--livehook.apps[Eu/West].sdk-app-id=1400000002",
			"--live-hook.apps.eu-north.tokens[0]=secret-02", "--livehook.apps.eu-north.sdk-app-id=1400000001",
			"--livehook.apps.x.sdk-app-id=1400000003", "--livehook.allowed-addresses=127.0.0.0/8",
			"--mine.copy=${MY_VARIABLE}", "--mine.command=java -jar x.jar --livehook.token=secret-00",
			"--mine.other=" + SHOWN };

	private static final Map<String, Object> VARIABLES = Map.ofEntries(Map.entry("LIVEHOOK_TOKEN", "secret-10"),
			Map.entry("LIVEHOOK_TOKENS_0", "secret-11"), Map.entry("LIVEHOOK_TOKENS_1", "${MY_VARIABLE}"),
			Map.entry("LIVEHOOK_APPS_EUNORTH_TOKEN", "secret-13\n"), Map.entry("MY_VARIABLE", "secret-14"),
			Map.entry("LIVEHOOK_APPS_EU_NORTH_TOKEN", "secret-15"), Map.entry("livehook_apps_x_token", "secret-16"),
			Map.entry("JAVA_TOOL_OPTIONS", "-Dlivehook.tokens=secret-00,x"), Map.entry("OTHER", SHOWN));

	private static ServletWebServerApplicationContext context;

	@TempDir
	private static Path folder;

	@BeforeAll
	static void start() throws Exception {
		Path file = Files.writeString(folder.resolve("imported.yml"), """
				livehook:
				  token: secret-20
				  tokens: [ secret-21 ]
				  Apps:
				    euNorth:
				      Tokens:
				      - secret-22
				    eu_north.token: secret-23
				""");
		context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(TestApplication.class, Mine.class)
			.initializers((application) -> setVariables(application.getEnvironment()))
			.properties("spring.config.import=file:" + file, "spring.main.banner-mode=off")
			.run(ARGUMENTS);
	}

	private static void setVariables(ConfigurableEnvironment environment) {
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, VARIABLES));
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@Test
	void whenEnvironmentIsShownThenNoTokenIsThere() {
		String shown = show("env");
		assertThat(shown).doesNotContain("secret-0", "secret-1", "secret-2");
		JsonNode sources = JsonMapper.shared().readTree(shown).path("propertySources");
		for (String name : List.of("livehook.token", "LIVEHOOK_TOKEN", "LIVEHOOK_TOKENS_1",
				"LIVEHOOK_APPS_EUNORTH_TOKEN", "livehook_apps_x_token", "MY_VARIABLE", "mine.copy", "mine.command",
				"livehook.tokens[0]", "JAVA_TOOL_OPTIONS")) {
			assertThat(value(sources, name)).as(name).isEqualTo("******");
		}
		for (String name : List.of("OTHER", "mine.other")) {
			assertThat(value(sources, name)).as(name).isEqualTo(SHOWN);
		}
		assertThat(value(sources, "livehook.sdk-app-id")).isEqualTo("1400000000");
		assertThat(value(sources, "livehook.apps[Eu/West].sdk-app-id")).isEqualTo("1400000002");
	}

	private static String value(JsonNode sources, String name) {
		return sources.valueStream()
			.map((source) -> source.path("properties").path(name).path("value"))
			.filter((value) -> !value.isMissingNode())
			.findFirst()
			.orElseThrow(() -> new AssertionError(name + " is not shown"))
			.asString();
	}

	@ParameterizedTest
	@ValueSource(strings = { "env/livehook.token", "env/livehook.tokens%5B0%5D", "env/LIVEHOOK_TOKEN",
			"env/MY_VARIABLE", "env/live-hook.apps.eu-north.tokens%5B0%5D", "env/livehook.apps.eu-north.token" })
	void whenOnePropertyIsShownThenTheTokenIsNot(String path) {
		assertThat(show(path)).contains("******").doesNotContain("secret-");
	}

	@ParameterizedTest
	@ValueSource(strings = { "configprops", "configprops/livehook" })
	void whenBoundPropertiesAreShownThenNoTokenIsThere(String path) {
		assertThat(show(path)).contains("******", "1400000000", "1400000002", "127.0.0.0").doesNotContain("secret-");
	}

	@Test
	void whenOwnPropertiesHoldATokenThenItIsNotShown() {
		assertThat(show("configprops/mine")).contains("******", SHOWN).doesNotContain("secret-");
	}

	private static String show(String path) {
		CallbackClient client = new CallbackClient(context.getWebServer().getPort(), "/actuator/" + path);
		HttpResponse<String> response = client.send(client.request("").GET());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(MyProperties.class)
	static class Mine {

	}

	@ConfigurationProperties("mine")
	public static class MyProperties {

		private String copy = "";

		private String other = "";

		public String getCopy() {
			return this.copy;
		}

		public void setCopy(String copy) {
			this.copy = copy;
		}

		public String getOther() {
			return this.other;
		}

		public void setOther(String other) {
			this.other = other;
		}

	}

}
