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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import io.github.livehook.event.chat.message.MessageElement;
import io.github.livehook.event.live.recording.RecordingPayload;

/**
 * The mapper for Tencent's JSON: what its documentation and real bodies contain, and
 * nothing of the configuration of the application's mapper.
 */
final class TencentJsonMapper {

	static final String KOTLIN_MODULE = "tools.jackson.module.kotlin.KotlinModule";

	// Lists of events are empty where the body has no such field
	private static final JsonInclude.Value ABSENT_IF_EMPTY = JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY,
			JsonInclude.Include.ALWAYS);

	private TencentJsonMapper() {
	}

	static JsonMapper create(List<CallbackJsonMapperBuilderCustomizer> customizers, BodyLimits limits) {
		JsonMapper.Builder builder = JsonMapper
			.builder(JsonFactory.builder().streamReadConstraints(limits.toConstraints()).build())
			.enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL, EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
			.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.changeDefaultNullHandling((handling) -> handling.withContentNulls(Nulls.SKIP))
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.withConfigOverride(List.class, (lists) -> lists.setInclude(ABSENT_IF_EMPTY))
			.addModule(module());
		if (ClassUtils.isPresent(KOTLIN_MODULE, null)) {
			builder.addModule(kotlinModule());
		}
		customizers.forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private static JacksonModule kotlinModule() {
		return (JacksonModule) BeanUtils.instantiateClass(ClassUtils.resolveClassName(KOTLIN_MODULE, null));
	}

	private static SimpleModule module() {
		SimpleModule module = new SimpleModule(TencentJsonMapper.class.getName());
		WireTime.INSTANT.addTo(module);
		WireTime.DURATION.addTo(module);
		return module.addDeserializer(String.class, new WireText())
			.addDeserializer(Long.class, WireNumber.ofLong(null))
			.addDeserializer(long.class, WireNumber.ofLong(0L))
			.addDeserializer(Boolean.class, new WireBoolean(null))
			.addDeserializer(boolean.class, new WireBoolean(false))
			.addDeserializer(Integer.class, WireNumber.ofInteger(null))
			.addDeserializer(int.class, WireNumber.ofInteger(0))
			.addDeserializer(MessageElement.class, new MessageElements.Deserializer())
			.addDeserializer(RecordingPayload.class, new RecordingPayloads.Deserializer())
			.setDeserializerModifier(new BindingModifier())
			.setSerializerModifier(new MessageElements.SerializerModifier());
	}

}
