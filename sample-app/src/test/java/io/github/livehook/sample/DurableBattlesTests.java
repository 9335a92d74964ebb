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

package io.github.livehook.sample;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * Tests for {@link Battles}, over HTTP, where callbacks are stored before they are
 * answered.
 */
@ActiveProfiles("jdbc")
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = { "livehook.response-timeout=1900ms",
		"spring.datasource.url=jdbc:h2:file:./target/data/${random.uuid};WRITE_DELAY=0" })
class DurableBattlesTests extends BattlesTests {

	DurableBattlesTests(@LocalServerPort int port, @Autowired ApplicationContext application) {
		super(port, application);
	}

}
