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

package io.github.livehook.benchmarks.processor;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.benchmarks.callback.App;

/**
 * Livehook in an application without a server, put together as its auto-configuration
 * does it.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({ LivehookCodecAutoConfiguration.class, LivehookVerificationAutoConfiguration.class,
		LivehookHandlerAutoConfiguration.class, LivehookDeliveryAutoConfiguration.class,
		LivehookWebAutoConfiguration.class })
@Import(CountingBattles.class)
class ProcessorApplication {

	/**
	 * Start it.
	 * @param otherHandlers how many handlers of other commands there are
	 * @param apps how many apps there are
	 * @param properties further properties, as {@code name=value}
	 * @return the application
	 */
	static ConfigurableApplicationContext start(int otherHandlers, int apps, List<String> properties) {
		List<String> all = new ArrayList<>(List.of("livehook.sdk-app-id=" + App.ID, "livehook.token=" + App.TOKEN,
				"logging.level.io.github.livehook.autoconfigure=warn"));
		for (int i = 1; i < apps; i++) {
			all.add("livehook.apps.app%d.sdk-app-id=%d".formatted(i, i));
			all.add("livehook.apps.app%d.tokens=%s-%d".formatted(i, App.TOKEN, i));
		}
		all.addAll(properties);
		return new SpringApplicationBuilder(ProcessorApplication.class).bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.contextFactory((type) -> new AnnotationConfigServletWebApplicationContext())
			.properties(all.toArray(new String[0]))
			.initializers((context) -> register((GenericApplicationContext) context, otherHandlers))
			.run();
	}

	private static void register(GenericApplicationContext context, int otherHandlers) {
		for (int i = 0; i < otherHandlers / OtherHandlers.METHODS; i++) {
			context.registerBean("otherHandlers" + i, OtherHandlers.class);
		}
		for (int i = 0; i < otherHandlers % OtherHandlers.METHODS; i++) {
			context.registerBean("otherHandler" + i, OtherHandlers.Single.class);
		}
	}

}
