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

package io.github.livehook.test.http;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

import io.github.livehook.decision.GiftDecision;
import io.github.livehook.handler.BeforeGiftSend;
import io.github.livehook.handler.OnBattleStart;

/**
 * An application with its own app and token.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@PropertySource("classpath:plain-application.properties")
public class PlainApplication {

	/**
	 * The id of its app.
	 */
	public static final String SDK_APP_ID = "1400000001";

	/**
	 * The token of its app.
	 */
	public static final String TOKEN = "of-the-application";

	@OnBattleStart(id = "battles")
	void started() {
	}

	@BeforeGiftSend(id = "gifts")
	GiftDecision check() {
		return GiftDecision.reject(102101, "no gifts today");
	}

	/**
	 * Start the application.
	 * @param beans further beans
	 * @return the application
	 */
	public static ConfigurableApplicationContext start(Class<?>... beans) {
		return new SpringApplicationBuilder(PlainApplication.class).sources(beans)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off")
			.run();
	}

}
