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

package io.github.livehook.autoconfigure.verification;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for verifying requests.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnLivehook
@EnableConfigurationProperties(LivehookProperties.class)
public final class LivehookVerificationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean({ LivehookApps.class, RequestVerifier.class })
	LivehookApps livehookApps(LivehookProperties properties, ConfigurableEnvironment environment) {
		return new PropertiesLivehookApps(properties, new WrittenProperties(environment)).create();
	}

	@Bean
	@ConditionalOnMissingBean
	RequestVerifier livehookRequestVerifier(LivehookApps apps, LivehookProperties properties) {
		return RequestVerifier.forSignatures(apps, properties.getMaxClockSkew(), properties.getVerification());
	}

}
