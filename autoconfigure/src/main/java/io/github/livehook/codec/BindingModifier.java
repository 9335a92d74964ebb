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

import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.type.ArrayType;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;

import io.github.livehook.event.chat.call.CallRecordingChanged.CallRecording;
import io.github.livehook.event.live.recording.RecordingChanged;

/**
 * Adapts Jackson's deserializers of records and classes.
 */
@SuppressWarnings("serial") // Never serialized
final class BindingModifier extends ValueDeserializerModifier {

	private static final Set<Class<?>> RECORDINGS = Set.of(RecordingChanged.class, CallRecording.class);

	@Override
	public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
			BeanDeserializerBuilder builder) {
		// Spares each object a copy of its unknown fields
		builder.setIgnoreUnknownProperties(true);
		builder.setValueInstantiator(LeanInstantiator.of(builder.getValueInstantiator()));
		return builder;
	}

	@Override
	public ValueDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription.Supplier description,
			ValueDeserializer<?> deserializer) {
		if (!(deserializer instanceof BeanDeserializerBase bean)) {
			return deserializer;
		}
		if (RECORDINGS.contains(description.getBeanClass())) {
			return new RecordingPayloads.EventDeserializer(bean);
		}
		ValueInstantiator instantiator = bean.getValueInstantiator();
		@Nullable ValueDeserializer<?> openValue = OpenValueDeserializer.of(instantiator);
		if (openValue != null) {
			return openValue;
		}
		boolean madeOfValue = instantiator.canCreateFromString() || instantiator.canCreateUsingDelegate();
		return madeOfValue ? bean : JsonInString.orObject(bean);
	}

	@Override
	public ValueDeserializer<?> modifyMapDeserializer(DeserializationConfig config, MapType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		return JsonInString.orObject(deserializer);
	}

	@Override
	public ValueDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		return JsonInString.orList(deserializer);
	}

	@Override
	public ValueDeserializer<?> modifyArrayDeserializer(DeserializationConfig config, ArrayType type,
			BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
		// Text is Base64 of bytes
		return type.getContentType().isPrimitive() ? deserializer : JsonInString.orList(deserializer);
	}

}
