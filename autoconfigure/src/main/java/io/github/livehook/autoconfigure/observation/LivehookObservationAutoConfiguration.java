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

package io.github.livehook.autoconfigure.observation;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.github.livehook.autoconfigure.ConditionalOnLivehook;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.observation.CallbackObservationConvention;
import io.github.livehook.observation.CallbackObservations;
import io.github.livehook.observation.HandlerObservationConvention;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for observations of callbacks and of
 * the calls of handlers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LivehookWebAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnLivehook
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnSingleCandidate(ObservationRegistry.class)
public final class LivehookObservationAutoConfiguration {

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	CallbackObservations livehookCallbackObservations(ObservationRegistry registry, CommandCatalog catalog,
			CallbackHandlers handlers, ObjectProvider<CallbackObservationConvention> callbackConvention,
			ObjectProvider<HandlerObservationConvention> handlerConvention) {
		return new CallbackObservations(registry, catalog, handlers, callbackConvention.getIfAvailable(),
				handlerConvention.getIfAvailable());
	}

}
