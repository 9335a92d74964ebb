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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.AskedAccounts;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.live.recording.RecordingPayload;

/**
 * {@link RuntimeHintsRegistrar} for the records that bodies are read into.
 */
final class EventRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Stream<Class<?>> events = CommandCatalog.standard()
			.commands()
			.stream()
			.flatMap((command) -> Stream.ofNullable(command.payloadType()));
		// What is chosen by a value in the body is not found by following components
		Stream<Class<?>> chosen = Stream.concat(MessageElements.KINDS.values().stream(),
				RecordingPayloads.RECORDS.values().stream());
		Stream<Class<?>> unknown = Stream.of(MessageElement.Unknown.class, RecordingPayload.Unknown.class,
				AskedAccounts.class);
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(),
				Stream.of(events, chosen, unknown).flatMap((types) -> types).toArray(Class[]::new));
		hints.reflection()
			.registerTypeIfPresent(classLoader, TencentJsonMapper.KOTLIN_MODULE,
					MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS);
	}

}
