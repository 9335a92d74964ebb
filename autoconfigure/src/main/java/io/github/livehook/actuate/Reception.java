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

package io.github.livehook.actuate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How callbacks are received.
 *
 * @param path the path of the endpoint, below the context path
 * @param verification how requests are verified
 * @param deliveryMode how callbacks are kept until they are handled
 * @param limits the limits, by the names of their properties
 * @since 0.1.0
 */
public record Reception(String path, String verification, String deliveryMode, Map<String, Object> limits) {

	public Reception {
		limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
	}

}
