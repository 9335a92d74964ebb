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

package io.github.livehook.test.autoconfigure;

import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.test.HandlerCalls;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what tests have besides.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = LivehookWebAutoConfiguration.class)
public final class LivehookTestAutoConfiguration {

	@Bean(defaultCandidate = false)
	@ConditionalOnMissingBean(name = "livehookInstantSource")
	InstantSource livehookInstantSource() {
		return InstantSource.fixed(LivehookTest.NOW);
	}

	@Bean
	@ConditionalOnMissingBean
	HandlerCalls livehookHandlerCalls() {
		return new HandlerCalls();
	}

}
