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

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;

/**
 * Looks for controllers that are mapped to exactly the path of the endpoint, which
 * answers in their place.
 */
final class ShadowedControllers implements SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ShadowedControllers.class);

	private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

	private final String path;

	ShadowedControllers(ObjectProvider<RequestMappingInfoHandlerMapping> mappings, String path) {
		this.mappings = mappings;
		this.path = path;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.mappings.forEach((mapping) -> mapping.getHandlerMethods().forEach(this::check));
	}

	private void check(RequestMappingInfo mapping, HandlerMethod controller) {
		if (!mapping.getPatternValues().contains(this.path)) {
			return;
		}
		Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
		if (methods.isEmpty() || methods.contains(RequestMethod.POST)) {
			throw new InvalidLivehookConfigurationException(
					"POST %s is mapped by the application itself, to %s, and is the path of the webhook endpoint"
						.formatted(this.path, controller),
					"Remove that mapping, or set livehook.path to another path and change the URL at Tencent.");
		}
		logger.warn("{} is never called: the webhook endpoint answers {} {} with 405. Map it to another path, or set "
				+ "livehook.path", controller, methods, this.path);
	}

}
