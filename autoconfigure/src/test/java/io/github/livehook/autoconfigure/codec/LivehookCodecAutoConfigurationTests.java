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

package io.github.livehook.autoconfigure.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializerBase;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import io.github.livehook.Samples;
import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.codec.CallbackCodec;
import io.github.livehook.codec.CallbackJsonMapperBuilderCustomizer;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookCodecAutoConfiguration}.
 */
class LivehookCodecAutoConfigurationTests {

	private final WebApplicationContextRunner contextRunner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LivehookCodecAutoConfiguration.class));

	@Test
	void whenNothingIsSetThenStandardCommandsAreRead() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(CommandCatalog.class)).isSameAs(CommandCatalog.standard());
			Callback callback = decode(context.getBean(CallbackCodec.class), Samples.battle("battle-1"));
			assertThat(callback.payload()).isInstanceOf(BattleStarted.class);
			assertThat(callback.metadata().callbackId()).isEqualTo("battle-1");
		});
	}

	@Test
	void whenDisabledThenNothingIsThere() {
		this.contextRunner.withPropertyValues("livehook.enabled=false").run(LivehookContexts.withoutLivehook());
	}

	@Test
	void whenApplicationHasCatalogThenItIsUsed() {
		CommandCatalog catalog = new CommandCatalog(
				List.of(CallbackCommand.after("State.StateChange", StateChanged.class)));
		this.contextRunner.withBean("ownCatalog", CommandCatalog.class, () -> catalog).run((context) -> {
			assertThat(context).hasSingleBean(CommandCatalog.class);
			assertThat(decode(context.getBean(CallbackCodec.class), "{\"CallbackCommand\":\"State.StateChange\"}")
				.payload()).isEqualTo(new StateChanged());
		});
	}

	@Test
	void whenApplicationHasIdentifierThenItIsUsed() {
		this.contextRunner.withBean(CallbackIdentifier.class, () -> (callback) -> "own")
			.run((context) -> assertThat(
					decode(context.getBean(CallbackCodec.class), Samples.battle("battle-1")).metadata().callbackId())
				.isEqualTo("own"));
	}

	@Test
	void whenApplicationHasCustomizersThenTheyAreAppliedInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			byte[] body = context.getBean(CallbackCodec.class).encodeFields(Map.of("Time", Instant.EPOCH));
			assertThat(body).asString().isEqualTo("{\"Time\":\"second\"}");
		});
	}

	@Test
	void whenApplicationHasCustomizersAndIdentifierThenBothAreUsed() {
		this.contextRunner.withUserConfiguration(Customizers.class)
			.withBean(CallbackIdentifier.class, () -> (callback) -> "own")
			.run((context) -> {
				CallbackCodec codec = context.getBean(CallbackCodec.class);
				assertThat(decode(codec, "{}").metadata().callbackId()).isEqualTo("own");
				assertThat(codec.encodeFields(Map.of("Time", Instant.EPOCH))).asString().contains("second");
			});
	}

	@Test
	void whenCustomizerFailsThenStartUpFails() {
		this.contextRunner.withBean(CallbackJsonMapperBuilderCustomizer.class, () -> (builder) -> {
			throw new IllegalStateException("failing customizer");
		})
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("failing customizer")
				.isInstanceOf(IllegalStateException.class));
	}

	@Test
	void whenCustomizerIsOfTheApplicationsMapperThenItIsNotApplied() {
		this.contextRunner.withBean(JsonMapperBuilderCustomizer.class, () -> (builder) -> {
			throw new IllegalStateException("another mapper");
		}).run((context) -> assertThat(context).hasNotFailed().hasSingleBean(CallbackCodec.class));
	}

	@Test
	void whenApplicationHasCodecThenItIsUsed() {
		CallbackCodec codec = Mockito.mock(CallbackCodec.class);
		this.contextRunner.withBean("ownCodec", CallbackCodec.class, () -> codec)
			.run((context) -> assertThat(context).getBean(CallbackCodec.class).isSameAs(codec));
	}

	@Test
	void whenApplicationHasMapperThenItIsNeitherUsedNorReplaced() {
		JsonMapper mapper = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE).build();
		this.contextRunner.withBean(JsonMapper.class, () -> mapper).run((context) -> {
			assertThat(context).getBean(ObjectMapper.class).isSameAs(mapper);
			byte[] response = context.getBean(CallbackCodec.class).encodeFields(Map.of("ErrorCode", 0));
			assertThat(new String(response, StandardCharsets.UTF_8)).isEqualTo("{\"ErrorCode\":0}");
		});
	}

	@Test
	void whenApplicationHasNoMapperThenThereIsStillNone() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(ObjectMapper.class));
	}

	private static Callback decode(CallbackCodec codec, String body) throws Exception {
		Instant now = Instant.EPOCH;
		return codec.decode(body.getBytes(StandardCharsets.UTF_8),
				new CallbackMetadata(SignedQuery.APP_ID, "", null, null, null, null, now, now, null, null, 1));
	}

	private static CallbackJsonMapperBuilderCustomizer writingTimesAs(String text) {
		SimpleModule module = new SimpleModule(text).addSerializer(Instant.class,
				new ToStringSerializerBase(Instant.class) {

					@Override
					public String valueToString(Object value) {
						return text;
					}

				});
		return (builder) -> builder.addModule(module);
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		@Order(2)
		CallbackJsonMapperBuilderCustomizer second() {
			return writingTimesAs("second");
		}

		@Bean
		@Order(1)
		CallbackJsonMapperBuilderCustomizer first() {
			return writingTimesAs("first");
		}

	}

	record StateChanged() implements CallbackPayload {

	}

}
