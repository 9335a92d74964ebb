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

package io.github.livehook.autoconfigure.codec;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.BodyLimits;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.CallbackJsonMapperBuilderCustomizer;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for reading and writing callbacks.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnLivehook
@EnableConfigurationProperties(LivehookProperties.class)
public final class LivehookCodecAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CommandCatalog livehookCommandCatalog() {
		return CommandCatalog.standard();
	}

	@Bean
	@ConditionalOnMissingBean
	CallbackCodec livehookCallbackCodec(CommandCatalog catalog,
			ObjectProvider<CallbackJsonMapperBuilderCustomizer> customizers,
			ObjectProvider<CallbackIdentifier> identifier, LivehookProperties properties) {
		return CallbackCodec.create(catalog, customizers.orderedStream().toList(), identifier.getIfAvailable(),
				new BodyLimits(properties.getMaxBodyTokens(), properties.getMaxBatchSize()));
	}

}
