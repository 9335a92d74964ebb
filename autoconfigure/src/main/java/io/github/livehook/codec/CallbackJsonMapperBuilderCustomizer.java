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
 * {@link CallbackCodec}, for example to read types of the application. It is called when
 * the codec is created, in the order of the beans and after Livehook's own settings. The
 * application's JSON mapper and its customizers have nothing to do with this one.
 * <p>
 * A customizer has the last word, so it can break what Livehook guarantees:
 * <ul>
 * <li>Tolerance: a deserializer for a common type, such as {@code String} or
 * {@code Instant}, replaces Livehook's in all records. Read features decide which bodies
 * are invalid.</li>
 * <li>Strictness: without {@code USE_BIG_DECIMAL_FOR_FLOATS}, numbers lose digits;
 * without {@code FAIL_ON_TRAILING_TOKENS}, anything may follow the body. With default
 * typing, a sender chooses the classes to create, and Tencent's signature does not cover
 * the body.</li>
 * <li>Limits: the mapper limits the depth of a body and the length of a number, and a
 * deserializer has to limit what it does with them.</li>
 * <li>Duplicates: events of a batch are compared as the mapper writes them, so all
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
