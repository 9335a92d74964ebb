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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import io.github.livehook.event.CallbackPayload;

/**
 * Tells which types a body, which is an object, can be read as, by what the mapper would
 * do.
 */
final class BodyTypes {

	private static final Logger logger = LoggerFactory.getLogger(BodyTypes.class);

	private static final Pattern OF_PLATFORM = Pattern
		.compile("(java|javax|jakarta|kotlin|org\\.springframework|tools\\.jackson|com\\.fasterxml\\.jackson|"
				+ "io\\.github\\.livehook\\.(callback|decision|event))\\..*");

	private final JsonMapper mapper;

	BodyTypes(JsonMapper mapper) {
		this.mapper = mapper;
	}

	boolean canRead(Type type) {
		if (type == String.class || type == byte[].class) {
			return true;
		}
		JavaType javaType = this.mapper.constructType(type);
		boolean ofPlatform = javaType.isPrimitive() || OF_PLATFORM.matcher(javaType.getRawClass().getName()).matches();
		if (CallbackPayload.class.isAssignableFrom(javaType.getRawClass())
				|| (ofPlatform && !isMap(javaType) && !isTree(javaType))) {
			return false;
		}
		try {
			return readsObject(javaType, this.mapper._deserializationContext());
		}
		catch (JacksonException ex) {
			logger.debug("{} cannot be read", javaType, ex);
			return false;
		}
	}

	private boolean readsObject(JavaType type, DeserializationContext context) {
		if (isTree(type) || isMap(type) || type.isJavaLangObject() || context.findTypeDeserializer(type) != null) {
			return true;
		}
		ValueDeserializer<?> deserializer = context.findRootValueDeserializer(type);
		if (deserializer instanceof JsonInString.Deserializer inString) {
			deserializer = inString.getDelegatee();
		}
		return (deserializer instanceof BeanDeserializerBase bean) ? canFill(bean, context)
				: !(deserializer instanceof OpenValueDeserializer)
						&& !deserializer.getClass().getName().startsWith("tools.jackson.");
	}

	private boolean canFill(BeanDeserializerBase bean, DeserializationContext context) {
		ValueInstantiator instantiator = bean.getValueInstantiator();
		if (instantiator.canCreateUsingDelegate()) {
			return readsObject(instantiator.getDelegateType(context.getConfig()), context);
		}
		Set<String> names = names(bean, context);
		if (!names.isEmpty() && !bean.hasAnySetter() && !bean.isCaseInsensitive()
				&& names.stream().noneMatch((name) -> Character.isUpperCase(name.codePointAt(0)))) {
			logger.warn("None of the names of {} {} begins with an upper-case letter, as Tencent's fields do, so it "
					+ "stays empty: use @JsonProperty of com.fasterxml.jackson.annotation or @JsonNaming of "
					+ "tools.jackson.databind.annotation", bean.getValueType().getRawClass().getName(), names);
		}
		return (instantiator.canCreateUsingDefault() || instantiator.canCreateFromObjectWith())
				&& (!names.isEmpty() || bean.hasAnySetter());
	}

	private static Set<String> names(BeanDeserializerBase bean, DeserializationContext context) {
		Set<String> names = new TreeSet<>();
		bean.collectAllPropertyNamesTo(names);
		bean.properties()
			.forEachRemaining((property) -> property.findAliases(context.getConfig())
				.forEach((alias) -> names.add(alias.getSimpleName())));
		names.remove("");
		return names;
	}

	private static boolean isTree(JavaType type) {
		return type.isTypeOrSubTypeOf(JsonNode.class) && type.isTypeOrSuperTypeOf(ObjectNode.class);
	}

	private static boolean isMap(JavaType type) {
		return type.isMapLikeType() && !type.getRawClass().getName().startsWith("org.springframework.");
	}

}
