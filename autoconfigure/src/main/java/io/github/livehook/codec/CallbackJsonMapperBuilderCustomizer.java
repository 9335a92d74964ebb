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

import tools.jackson.databind.json.JsonMapper;

/**
 * Callback interface for beans that customize the JSON mapper of the
 * {@link CallbackCodec}, to read the application's own types for example. The JSON mapper
 * of the application is not affected, and its customizers do not affect this one.
 * <p>
 * Customizers are called once, in their order, after Livehook's own settings, and may
 * replace any of these. So a customizer can break what Livehook relies on:
 * <ul>
 * <li>Strictness: a mapper that fails on unknown fields, or a deserializer for a common
 * type such as {@code String} or {@code Instant}, makes callbacks unreadable that
 * Livehook reads.</li>
 * <li>Limits: nesting and the length of numbers stay limited, but not what a deserializer
 * makes of them. Default typing lets a sender choose the classes to create, and the
 * signature of a callback does not cover its body.</li>
 * <li>Duplicates: events of a batch are recognised by what the mapper writes. All
 * instances of an application need the same customizers.</li>
 * </ul>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallbackJsonMapperBuilderCustomizer {

	/**
	 * Customize the builder.
	 * @param builder the builder of the mapper that reads and writes callbacks
	 */
	void customize(JsonMapper.Builder builder);

}
