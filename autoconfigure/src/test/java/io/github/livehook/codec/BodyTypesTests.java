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

import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.annotation.JsonPOJOBuilder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.GiftDecision;
import io.github.livehook.event.live.battle.BattleStarted;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyTypes}.
 */
@ExtendWith(OutputCaptureExtension.class)
class BodyTypesTests {

	private static final String BODY = "{\"RoomId\":\"r-1\",\"Kind\":\"chat\",\"Count\":3}";

	@ParameterizedTest
	@ValueSource(classes = { JsonNode.class, ObjectNode.class, Map.class, String.class, byte[].class, OfRecord.class,
			OfFields.class, OfSetters.class, OfConstructor.class, OfFactory.class, OfMap.class, OfTree.class,
			OfAnything.class, OfAnySetter.class, OfBuilder.class, Typed.class, Sealed.class, Aliased.class,
			Unwrapping.class, WithDeserializer.class, CaseInsensitive.class, Named.class })
	void whenMapperFillsTypeThenItCanBeReadAndIsFilled(Class<?> type, CapturedOutput output) throws Exception {
		assertThat(Decoding.CODEC.canRead(type)).isTrue();
		Object body = Decoding.decode(BODY).bodyAs(type);
		assertThat((body instanceof byte[] bytes) ? new String(bytes) : body.toString()).contains("r-1");
		assertThat(output).doesNotContain("upper-case");
	}

	@Test
	void whenTypeHasArgumentsThenItCanBeRead() {
		assertThat(Decoding.CODEC.canRead(type(new ParameterizedTypeReference<Map<String, OfRecord>>() {
		}))).isTrue();
		assertThat(Decoding.CODEC.canRead(type(new ParameterizedTypeReference<List<OfRecord>>() {
		}))).isFalse();
		assertThat(Decoding.CODEC.canRead(type(new ParameterizedTypeReference<Optional<OfRecord>>() {
		}))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { LikeJsonObject.class, Service.class, OfUnnamedArguments.class, BuilderOnly.class,
			NoComponents.class, Runnable.class, Untyped.class, AbstractType.class, OfText.class, OpenValue.class,
			OfNumber.class, Color.class, Object.class, int.class, Integer.class, List.class, OfRecord[].class,
			Instant.class, ArrayNode.class, HttpHeaders.class, Executor.class, Callback.class, BattleStarted.class,
			GiftDecision.class, Thread.class })
	void whenMapperCannotFillTypeThenItCannotBeRead(Class<?> type) {
		assertThat(Decoding.CODEC.canRead(type)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(classes = { CamelCase.class, OfJacksonTwo.class, CamelCaseSetters.class })
	void whenNoNameIsInTencentsStyleThenWarning(Class<?> type, CapturedOutput output) {
		assertThat(Decoding.CODEC.canRead(type)).isTrue();
		assertThat(output).containsOnlyOnce("None of the names of " + type.getName()
				+ " [memberCount, roomId] begins with an upper-case letter, as Tencent's fields do, so it stays empty: "
				+ "use @JsonProperty of com.fasterxml.jackson.annotation or @JsonNaming of "
				+ "tools.jackson.databind.annotation");
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	record OfRecord(@JsonProperty("RoomId") String roomId, String lower) {

	}

	@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
	static class OfFields {

		private String RoomId;

		@Override
		public String toString() {
			return this.RoomId;
		}

	}

	static class OfSetters {

		private String roomId;

		@JsonProperty("RoomId")
		void setRoomId(String roomId) {
			this.roomId = roomId;
		}

		@Override
		public String toString() {
			return this.roomId;
		}

	}

	static class OfConstructor {

		private final String roomId;

		@JsonCreator
		OfConstructor(@JsonProperty("RoomId") String roomId, @JsonProperty("Count") int count) {
			this.roomId = roomId;
		}

		@Override
		public String toString() {
			return this.roomId;
		}

	}

	static final class OfFactory {

		private final String roomId;

		private OfFactory(String roomId) {
			this.roomId = roomId;
		}

		@JsonCreator
		static OfFactory of(@JsonProperty("RoomId") String roomId) {
			return new OfFactory(roomId);
		}

		@Override
		public String toString() {
			return this.roomId;
		}

	}

	record OfMap(Map<String, Object> fields) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OfMap {
		}

	}

	record OfTree(JsonNode body) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OfTree {
		}

	}

	record OfAnything(Object body) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OfAnything {
		}

	}

	static class OfAnySetter {

		private String all = "";

		@JsonAnySetter
		void set(String name, Object value) {
			this.all += name + value;
		}

		@Override
		public String toString() {
			return this.all;
		}

	}

	@JsonDeserialize(builder = OfBuilder.Builder.class)
	static final class OfBuilder {

		private final String roomId;

		private OfBuilder(String roomId) {
			this.roomId = roomId;
		}

		@Override
		public String toString() {
			return this.roomId;
		}

		@JsonPOJOBuilder(withPrefix = "")
		static class Builder {

			private String roomId;

			@JsonProperty("RoomId")
			Builder roomId(String roomId) {
				this.roomId = roomId;
				return this;
			}

			OfBuilder build() {
				return new OfBuilder(this.roomId);
			}

		}

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "Kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Chat.class, name = "chat"))
	interface Typed {

	}

	record Chat(@JsonProperty("RoomId") String roomId) implements Typed {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "Kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = SealedChat.class, name = "chat"))
	sealed interface Sealed {

	}

	record SealedChat(@JsonProperty("RoomId") String roomId) implements Sealed {

	}

	record Aliased(@JsonAlias("RoomId") String roomId) {

	}

	record Unwrapping(@JsonUnwrapped OfRecord record) {

	}

	@JsonDeserialize(using = RoomDeserializer.class)
	interface WithDeserializer {

	}

	static class RoomDeserializer extends ValueDeserializer<WithDeserializer> {

		@Override
		public WithDeserializer deserialize(JsonParser parser, DeserializationContext context) {
			String room = context.readTree(parser).path("RoomId").asString();
			return new WithDeserializer() {

				@Override
				public String toString() {
					return room;
				}

			};
		}

	}

	@JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
	record CaseInsensitive(String roomId) {

	}

	@JsonNaming(PropertyNamingStrategies.UpperCamelCaseStrategy.class)
	record Named(String roomId) {

	}

	@JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.ANY,
			isGetterVisibility = JsonAutoDetect.Visibility.ANY)
	static class LikeJsonObject {

		private final Map<String, Object> map = Map.of();

		boolean isEmpty() {
			return this.map.isEmpty();
		}

		Object get(String name) {
			return this.map.get(name);
		}

	}

	static class Service {

		private final Executor executor;

		Service(Executor executor) {
			this.executor = executor;
		}

		void run() {
			this.executor.execute(() -> {
			});
		}

	}

	static class OfUnnamedArguments {

		private final String all;

		protected OfUnnamedArguments(String text, int number) {
			this.all = text + number;
		}

		@Override
		public String toString() {
			return this.all;
		}

	}

	@JsonAutoDetect(getterVisibility = JsonAutoDetect.Visibility.ANY)
	static final class BuilderOnly {

		private String roomId;

		private BuilderOnly(String roomId) {
			this.roomId = roomId;
		}

		String getRoomId() {
			return this.roomId;
		}

		static BuilderOnly build(String roomId) {
			return new BuilderOnly(roomId);
		}

	}

	record NoComponents() {

	}

	interface Untyped {

		String getRoomId();

	}

	abstract static class AbstractType {

		@JsonProperty("RoomId")
		String roomId;

	}

	static class OfText {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OfText(String text) {
		}

	}

	record OpenValue(String value) {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OpenValue {
		}

	}

	static class OfNumber {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		OfNumber(int number) {
		}

	}

	enum Color {

		RED

	}

	record CamelCase(String roomId, int memberCount) {

	}

	/**
	 * What the annotations of another generation of Jackson leave of a class.
	 */
	static class OfJacksonTwo {

		public String roomId;

		public int memberCount;

	}

	@JsonAutoDetect(setterVisibility = JsonAutoDetect.Visibility.ANY)
	static class CamelCaseSetters {

		void setRoomId(String roomId) {
		}

		void setMemberCount(int memberCount) {
		}

	}

}
