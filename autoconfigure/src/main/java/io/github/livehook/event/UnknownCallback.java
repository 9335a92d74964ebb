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

package io.github.livehook.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The body of a callback in general form, for commands without a record of their own.
 *
 * @param command the command, empty if neither the body nor the query names one
 * @param fields the fields of the body in their order, as strings, {@code Integer},
 * {@code Long}, {@code BigInteger}, {@code BigDecimal}, booleans, lists and maps
 * @since 0.1.0
 */
public record UnknownCallback(String command, Map<String, @Nullable Object> fields) implements CallbackPayload {

	public UnknownCallback {
		fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
	}

}
