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

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link CallbackJsonMapperBuilderCustomizer}.
 */
class CallbackJsonMapperBuilderCustomizerTests {

	private static final CommandCatalog CATALOG = CommandCatalog.standard()
		.with(CallbackCommand.after("Shop.Sold", Sold.class));

	@ParameterizedTest
	@ValueSource(strings = { "{\"Price\":\"EUR 2.50\"}", "{\"Price\":\"EUR 2.50\",\"Fraction\":0.5}",
			"{\"CallbackCommand\":\"Shop.Sold\",\"Price\":\"EUR 2.50\"}" })
	void whenModuleReadsTypeOfTheApplicationThenItIsReadInEachWay(String body) throws Exception {
		CallbackCodec codec = codec((builder) -> builder.addModule(money()));
		Money price = new Money("EUR", new BigDecimal("2.50"));
		Callback callback = Decoding.decode(codec, "Shop.Sold", body);
		assertThat(callback.payload()).isEqualTo(new Sold(price));
		assertThat(callback.bodyAs(Receipt.class)).isEqualTo(new Receipt(price));
	}

	@Test
	void whenModuleReadsTypeOfTheApplicationThenWhatDoesNotFitIsNamed() throws Exception {
		CallbackCodec codec = codec((builder) -> builder.addModule(money()));
		Callback callback = Decoding.decode(codec, "Shop.Sold", "{\"Price\":\"private\"}");
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(callback::payload)
			.withMessage("The field Price of the body does not fit Sold")
			.withNoCause();
	}

	@Test
	void whenCustomizerChangesSettingsThenItHasTheLastWord() throws Exception {
		assertThat(fraction(codec())).isEqualTo(new BigDecimal("0.10"));
		assertThat(fraction(codec((builder) -> builder.disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS))))
			.isEqualTo(0.1);
		CallbackCodec strict = codec((builder) -> builder.disable(JsonReadFeature.ALLOW_TRAILING_COMMA));
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> Decoding.decode(strict, "", "{\"a\":1,}"));
	}

	@Test
	void whenModuleReadsCommonTypeThenItReplacesLivehooks() throws Exception {
		CallbackCodec codec = codec((builder) -> builder
			.addModule(new SimpleModule("shouting").addDeserializer(String.class, new Shouting())));
		assertThat(((BattleStarted) Decoding.decode(codec, BattleStarted.COMMAND, "{\"BattleId\":\"a\"}").payload())
			.battleId()).isEqualTo("A");
	}

	@Test
	void whenCustomizersAreSeveralThenTheLastOneCounts() {
		CallbackCodec codec = codec((builder) -> builder.enable(SerializationFeature.INDENT_OUTPUT),
				(builder) -> builder.disable(SerializationFeature.INDENT_OUTPUT));
		assertThat(codec.encode(new UnknownCallback("A.B", Map.of()))).asString()
			.isEqualTo("{\"CallbackCommand\":\"A.B\"}");
	}

	@Test
	void whenMapperIsCustomizedThenLimitsStay() {
		CallbackCodec codec = codec((builder) -> builder.addModule(money()));
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> Decoding.decode(codec, "", "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"));
		assertThatExceptionOfType(InvalidBodyException.class)
			.isThrownBy(() -> Decoding.decode(codec, "", "{\"a\":" + "1".repeat(101) + "}"));
	}

	@Test
	void whenCustomizerFailsThenThereIsNoCodec() {
		assertThatIllegalStateException().isThrownBy(() -> codec((builder) -> {
			throw new IllegalStateException("failing customizer");
		})).withMessage("failing customizer");
	}

	private static CallbackCodec codec(CallbackJsonMapperBuilderCustomizer... customizers) {
		return CallbackCodec.create(CATALOG, List.of(customizers));
	}

	private static Object fraction(CallbackCodec codec) throws InvalidBodyException {
		return ((UnknownCallback) Decoding.decode(codec, "A.B", "{\"a\":0.10}").payload()).fields().get("a");
	}

	private static SimpleModule money() {
		return new SimpleModule("money").addDeserializer(Money.class, new MoneyDeserializer());
	}

	record Sold(@JsonProperty("Price") Money price) implements CallbackPayload {

	}

	record Receipt(@JsonProperty("Price") Money price) {

	}

	record Money(String currency, BigDecimal amount) {

	}

	static class MoneyDeserializer extends StdScalarDeserializer<Money> {

		MoneyDeserializer() {
			super(Money.class);
		}

		@Override
		public Money deserialize(JsonParser parser, DeserializationContext context) {
			String[] parts = parser.getString().split(" ");
			return new Money(parts[0], new BigDecimal(parts[1]));
		}

	}

	static class Shouting extends StdScalarDeserializer<String> {

		Shouting() {
			super(String.class);
		}

		@Override
		public String deserialize(JsonParser parser, DeserializationContext context) {
			return parser.getString().toUpperCase(Locale.ROOT);
		}

	}

}
