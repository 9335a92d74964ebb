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
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;

import io.github.livehook.event.live.recording.RecordingChanged.RecordingEventType;
import io.github.livehook.event.live.recording.RecordingPayload;

/**
 * Payloads of recordings, which are read by the type of the event two levels above.
 */
final class RecordingPayloads {

	/**
	 * The records for the payloads of the types that have one.
	 */
	static final Map<RecordingEventType, Class<? extends RecordingPayload>> RECORDS = Map.ofEntries(
			Map.entry(RecordingEventType.STARTED, RecordingPayload.Progress.class),
			Map.entry(RecordingEventType.STOPPED, RecordingPayload.Stop.class),
			Map.entry(RecordingEventType.UPLOAD_STARTED, RecordingPayload.Progress.class),
			Map.entry(RecordingEventType.FILES_LISTED, RecordingPayload.FileIndex.class),
			Map.entry(RecordingEventType.UPLOAD_STOPPED, RecordingPayload.Stop.class),
			Map.entry(RecordingEventType.MIGRATED, RecordingPayload.Progress.class),
			Map.entry(RecordingEventType.FILE_SLICED, RecordingPayload.FileSlice.class),
			Map.entry(RecordingEventType.IMAGE_FAILED, RecordingPayload.ImageFailure.class),
			Map.entry(RecordingEventType.MP4_FINISHED, RecordingPayload.Mp4Files.class),
			Map.entry(RecordingEventType.VOD_UPLOADED, RecordingPayload.VodUpload.class),
			Map.entry(RecordingEventType.VOD_STOPPED, RecordingPayload.Progress.class),
			Map.entry(RecordingEventType.WEB_STARTED, RecordingPayload.WebPage.class),
			Map.entry(RecordingEventType.WEB_STOPPED, RecordingPayload.WebPage.class),
			Map.entry(RecordingEventType.WEB_CHANGED, RecordingPayload.WebPage.class),
			Map.entry(RecordingEventType.WEB_LIMITED, RecordingPayload.WebPage.class));

	private static final String TYPE_FIELD = "EventType";

	private static final String TYPE_ATTRIBUTE = RecordingPayloads.class.getName() + ".TYPE";

	private RecordingPayloads() {
	}

	/**
	 * Looks at the type of the event before anything else, wherever the body has it.
	 */
	static final class EventDeserializer extends DelegatingDeserializer {

		EventDeserializer(ValueDeserializer<?> delegate) {
			super(delegate);
		}

		@Override
		protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
			return new EventDeserializer(delegate);
		}

		@Override
		public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode event = context.readTree(parser);
			context.setAttribute(TYPE_ATTRIBUTE, event.path(TYPE_FIELD).asInt(0));
			try (JsonParser again = event.traverse(context)) {
				again.nextToken();
				return super.deserialize(again, context);
			}
		}

	}

	static final class Deserializer extends StdDeserializer<RecordingPayload> {

		Deserializer() {
			super(RecordingPayload.class);
		}

		@Override
		public @Nullable RecordingPayload deserialize(JsonParser parser, DeserializationContext context) {
			JsonNode payload = JsonInString.objectOf(context.readTree(parser), context, RecordingPayload.class);
			if (payload == null) {
				return null;
			}
			Class<? extends RecordingPayload> type = (context.getAttribute(TYPE_ATTRIBUTE) instanceof Integer code)
					? RECORDS.get(new RecordingEventType(code)) : null;
			return (type != null) ? context.readTreeAsValue(payload, type)
					: new RecordingPayload.Unknown(JsonInString.fieldsOf(payload, context));
		}

	}

}
