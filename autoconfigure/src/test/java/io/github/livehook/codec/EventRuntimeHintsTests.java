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

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.core.ResolvableType;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.AskedAccounts;
import io.github.livehook.event.chat.message.MediaElement;
import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.live.recording.RecordingPayload;
import io.github.livehook.event.live.room.RoomInfo;

import static org.assertj.core.api.Assertions.assertThat;

class EventRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	@Test
	void whenAotServicesAreLoadedThenHintsAreAmongThem() {
		assertThat(AotServices.factories().load(RuntimeHintsRegistrar.class))
			.hasAtLeastOneElementOfType(EventRuntimeHints.class);
	}

	@ParameterizedTest
	@MethodSource("records")
	void whenRecordIsReadAndWrittenThenItsMembersAreThere(Class<?> type) {
		new EventRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints);
		Constructor<?> constructor = BeanUtils.getResolvableConstructor(type);
		for (Constructor<?> each : type.getDeclaredConstructors()) {
			assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(each)).accepts(this.hints);
		}
		assertThat(constructor.getParameterCount()).isEqualTo(type.getRecordComponents().length);
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.accepts(this.hints);
		}
	}

	@Test
	void whenAccountsAreAskedAboutThenTheirTypesAreThere() {
		new EventRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.reflection().onType(AskedAccounts.class)).accepts(this.hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(AskedAccounts.AskedAccount.class)).accepts(this.hints);
	}

	@Test
	void whenRecordsAreCollectedThenNestedOnesAndChosenOnesAreAmongThem() {
		assertThat(records())
			.contains(RoomInfo.class, MessageElement.RelayedMessage.class, MessageElement.Unknown.class,
					MediaElement.ImageVersion.class, RecordingPayload.Mp4File.class, RecordingPayload.VodFile.class,
					RecordingPayload.Unknown.class)
			.hasSizeGreaterThan(50);
	}

	private static Set<Class<?>> records() {
		Deque<Class<?>> open = new ArrayDeque<>();
		CommandCatalog.standard()
			.commands()
			.stream()
			.map(CallbackCommand::payloadType)
			.filter(Objects::nonNull)
			.forEach(open::add);
		Stream.of(MessageElement.class, MediaElement.class, RecordingPayload.class)
			.flatMap((type) -> Stream.of(type.getDeclaredClasses()))
			.forEach(open::add);
		Set<Class<?>> records = new LinkedHashSet<>();
		while (!open.isEmpty()) {
			Class<?> type = open.remove();
			if (type.isRecord() && records.add(type)) {
				Stream.of(type.getRecordComponents())
					.map((component) -> ResolvableType.forType(component.getGenericType()))
					.flatMap((of) -> Stream.of(of.resolve(Object.class), of.getGeneric(0).resolve(Object.class)))
					.forEach(open::add);
			}
		}
		return records;
	}

}
