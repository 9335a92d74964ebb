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

package io.github.livehook.autoconfigure.delivery;

import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.delivery.jdbc.JdbcDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the warning of an H2 database that an interrupt closes.
 */
@ExtendWith(OutputCaptureExtension.class)
class InterruptedH2Tests {

	@TempDir
	private Path folder;

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet()
		.withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, LivehookJdbcDeliveryAutoConfiguration.class))
		.withPropertyValues("livehook.delivery.mode=jdbc", "livehook.delivery.application=tests");

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:", "jdbc:h2:file:", "jdbc:h2:nio:" })
	void whenAnInterruptWouldCloseTheDatabaseThenWarning(String prefix, CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.datasource.url=" + url(prefix)).run((context) -> {
			assertThat(context).hasSingleBean(JdbcDatabase.class);
			assertThat(output).contains("The H2 database " + prefix + this.folder.resolve("db")
					+ " is closed for everybody when a thread that uses it is interrupted, as a handler is that "
					+ "takes too long. Use " + url("jdbc:h2:async:"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:h2:async:", "jdbc:h2:retry:" })
	void whenAnInterruptDoesNotMatterThenNothingIsSaid(String prefix, CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.datasource.url=" + url(prefix)).run((context) -> {
			assertThat(context).hasSingleBean(JdbcDatabase.class);
			assertThat(output).doesNotContain("interrupted");
		});
	}

	private String url(String prefix) {
		return prefix + this.folder.resolve("db") + ";WRITE_DELAY=0";
	}

}
