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

package io.github.livehook.autoconfigure.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookContexts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShadowedControllers}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShadowedControllersTests {

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@ParameterizedTest
	@ValueSource(classes = { Post.class, AnyMethod.class })
	void whenControllerIsMappedToPostThenStartUpFails(Class<?> controller) {
		this.contextRunner.withBean(controller)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(InvalidLivehookConfigurationException.class)
				.hasMessageStartingWith("POST /webhooks/tencent-live is mapped by the application itself, to ")
				.hasMessageContaining(controller.getName() + "#")
				.hasMessageEndingWith(", and is the path of the webhook endpoint"));
	}

	@Test
	void whenControllerIsMappedToOtherMethodsThenWarning(CapturedOutput output) {
		this.contextRunner.withBean(Get.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(new Webhook(context).send(HttpMethod.GET)).hasStatus(405);
		});
		assertThat(output).contains("Get#status() is never called: the webhook endpoint answers [GET] "
				+ "/webhooks/tencent-live with 405");
	}

	@Test
	void whenPathsAreOthersThenNothingIsSaid(CapturedOutput output) {
		this.contextRunner.withBean(Elsewhere.class).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("is never called");
	}

	@Test
	void whenEndpointHasAnotherPathThenControllerIsCalled() {
		this.contextRunner.withBean(Post.class)
			.withPropertyValues("livehook.path=/tencent")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@RestController
	static class Post {

		@PostMapping("/webhooks/tencent-live")
		void receive() {
		}

	}

	@RestController
	static class AnyMethod {

		@RequestMapping({ "/other", "/webhooks/tencent-live" })
		void receive() {
		}

	}

	@RestController
	static class Get {

		@GetMapping("/webhooks/tencent-live")
		String status() {
			return "status";
		}

	}

	@RestController
	static class Elsewhere {

		@PostMapping("/webhooks/tencent-live/more")
		void more() {
		}

		@DeleteMapping("/webhooks/{name}")
		void any() {
		}

		@PostMapping("/webhooks/*")
		void below() {
		}

	}

}
