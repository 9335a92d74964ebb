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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.ValueSerializerModifier;

import io.github.livehook.event.chat.message.MediaElement;
import io.github.livehook.event.chat.message.MessageElement;

/**
 * Elements of messages, whose kind decides what their content is read into.
 */
final class MessageElements {

	/**
	 * The kinds of elements that have a record.
	 */
	static final Map<String, Class<? extends MessageElement>> KINDS = Map.of(MessageElement.Text.TYPE,
			MessageElement.Text.class, MessageElement.Location.TYPE, MessageElement.Location.class,
			MessageElement.Face.TYPE, MessageElement.Face.class, MessageElement.Custom.TYPE,
			MessageElement.Custom.class, MessageElement.Relay.TYPE, MessageElement.Relay.class,
			MessageElement.Stream.TYPE, MessageElement.Stream.class, MediaElement.Sound.TYPE, MediaElement.Sound.class,
			MediaElement.Image.TYPE, MediaElement.Image.class, MediaElement.File.TYPE, MediaElement.File.class,
			MediaElement.Video.TYPE, MediaElement.Video.class);

	private static final String TYPE_FIELD = "MsgType";

	private static final String CONTENT_FIELD = "MsgContent";

	private MessageElements() {
	}

	static final class Deserializer extends StdDeserializer<MessageElement> {

		Deserializer() {
			super(MessageElement.class);
		}

		@Override
		public @Nullable MessageElement deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode element = JsonInString.objectOf(context.readTree(parser), context, MessageElement.class);
			if (element == null) {
				return null;
			}
			try {
				JsonNode content = JsonInString.objectOf(element.path(CONTENT_FIELD), context, Map.class);
				return read(element.path(TYPE_FIELD).asString(""),
						(content != null) ? content : context.getNodeFactory().objectNode(), context);
			}
			catch (JacksonException ex) {
				throw ex.prependPath(element, CONTENT_FIELD);
			}
		}

		private static MessageElement read(String type, JsonNode content, DeserializationContext context) {
			Class<? extends MessageElement> kind = KINDS.get(type);
			return (kind != null) ? context.readTreeAsValue(content, kind)
					: new MessageElement.Unknown(type, JsonInString.fieldsOf(content, context));
		}

	}

	static final class SerializerModifier extends ValueSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public ValueSerializer<?> modifySerializer(SerializationConfig config, BeanDescription.Supplier description,
				ValueSerializer<?> serializer) {
			return MessageElement.class.isAssignableFrom(description.getBeanClass()) ? new Serializer(serializer)
					: serializer;
		}

	}

	private static final class Serializer extends ValueSerializer<MessageElement> {

		private final ValueSerializer<Object> content;

		// Is given the objects that it is the serializer of
		@SuppressWarnings("unchecked")
		Serializer(ValueSerializer<?> content) {
			this.content = (ValueSerializer<Object>) content;
		}

		@Override
		public void resolve(SerializationContext context) {
			this.content.resolve(context);
		}

		@Override
		public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
			return new Serializer(this.content.createContextual(context, property));
		}

		@Override
		public void serialize(MessageElement element, JsonGenerator generator, SerializationContext context) {
			generator.writeStartObject(element);
			generator.writeStringProperty(TYPE_FIELD, element.type());
			generator.writeName(CONTENT_FIELD);
			this.content.serialize(element, generator, context);
			generator.writeEndObject();
		}

	}

}
