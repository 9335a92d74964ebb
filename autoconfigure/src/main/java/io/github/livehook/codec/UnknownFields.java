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

package io.github.livehook.codec;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;

/**
 * The fields of an object that no record is known for, those that are null included.
 */
final class UnknownFields {

	private UnknownFields() {
	}

	@SuppressWarnings("unchecked") // An object becomes a map by names
	static Map<String, @Nullable Object> of(JsonNode object, DeserializationContext context) {
		return (Map<String, @Nullable Object>) context.readTreeAsValue(object, Object.class);
	}

}
