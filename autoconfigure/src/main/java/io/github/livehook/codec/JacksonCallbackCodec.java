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

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.BeanUtils;
import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * {@link CallbackCodec} that uses Jackson, with a mapper of its own.
 */
final class JacksonCallbackCodec implements CallbackCodec {

	private static final Logger logger = LoggerFactory.getLogger(JacksonCallbackCodec.class);

	static final String COMMAND_FIELD = "CallbackCommand";

	// What is remembered of a callback must not grow with what a sender invents
	private static final int MAX_COMMAND_LENGTH = 128;

	private static final int MAX_ID_LENGTH = 128;

	private final JsonMapper mapper = TencentJsonMapper.create();

	private final CommandCatalog catalog;

	private final CallbackIdentifier identifier;

	private final DuplicateKeys duplicateKeys;

	private final Set<String> outlined;

	/**
	 * Create a codec.
	 * @param catalog the commands that have a record
	 * @param identifier the strategy of the application, {@code null} for Livehook's own
	 */
	JacksonCallbackCodec(CommandCatalog catalog, @Nullable CallbackIdentifier identifier) {
		this.catalog = catalog;
		this.identifier = (identifier != null) ? identifier : new NaturalKeyIdentifier(catalog);
		this.duplicateKeys = new DuplicateKeys(this.mapper, catalog, identifier != null);
		this.outlined = outlined(catalog);
	}

	private static Set<String> outlined(CommandCatalog catalog) {
		Set<String> names = new HashSet<>(Set.of(COMMAND_FIELD, EventTimes.FIELD));
		for (CallbackCommand command : catalog.commands()) {
			command.keyFields().stream().filter((field) -> field.indexOf('.') == -1).forEach(names::add);
		}
		return Set.copyOf(names);
	}

	@Override
	public Callback decode(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		return callback(read(body, metadata), metadata, 0);
	}

	@Override
	public List<Callback> decodeAll(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		JsonBody json = read(body, metadata);
		List<ObjectNode> events = (json.plain() != null) ? List.of() : PushBatch.eventsOf(json.tree());
		if (events.isEmpty()) {
			return List.of(callback(json, metadata, 0));
		}
		List<Callback> callbacks = new ArrayList<>(events.size());
		for (ObjectNode event : events) {
			callbacks.add(callback(JsonBody.of(this.mapper, event), metadata, callbacks.size()));
		}
		return callbacks;
	}

	@Override
	public Callback restore(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		return new DecodedCallback(this, metadata, read(body, metadata), -1);
	}

	private JsonBody read(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		CallbackCommand announced = this.catalog.find(metadata.command());
		return JsonBody.read(this.mapper, this.outlined, body, (announced != null) ? announced.payloadType() : null);
	}

	private Callback callback(JsonBody body, CallbackMetadata metadata, int position) throws InvalidBodyException {
		String command = command(body, metadata);
		if (command.length() > MAX_COMMAND_LENGTH) {
			throw new InvalidBodyException("The command is longer than " + MAX_COMMAND_LENGTH + " characters");
		}
		DecodedCallback callback = new DecodedCallback(this, metadata.withCommand(command), body, position);
		return callback.withId(identify(callback));
	}

	private @Nullable String identify(Callback callback) {
		if (this.catalog.decisionOf(callback.metadata().command()) != null) {
			return null;
		}
		try {
			String id = this.identifier.identify(callback);
			return (id != null && id.length() > MAX_ID_LENGTH) ? NaturalKeyIdentifier.hash(id) : id;
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
		catch (RuntimeException ex) {
			logger.warn("The callback identifier failed, so repeats of a callback are not recognised", ex);
			return null;
		}
	}

	@Nullable UUID duplicateKey(CallbackMetadata metadata, JsonBody body, int position) {
		return this.duplicateKeys.keyOf(metadata, body, position);
	}

	private static String command(JsonBody body, CallbackMetadata metadata) {
		BodyOutline outline = body.plain();
		String command = (outline != null) ? outline.text(COMMAND_FIELD)
				: body.tree().path(COMMAND_FIELD).stringValue("");
		return command.isBlank() ? metadata.command() : command;
	}

	boolean isEventOf(String command, Class<?> type) {
		CallbackCommand known = this.catalog.find(command);
		return type == CallbackPayload.class || (known != null && type == known.payloadType());
	}

	CallbackPayload readEvent(String command, JsonBody body) {
		CallbackCommand known = this.catalog.find(command);
		if (known == null) {
			return readUnknown(command, body.tree());
		}
		CallbackPayload event = body.bindPlain(known.payloadType());
		return (event != null) ? event : read(known.payloadType(), EventTimes.atTop(body.tree()));
	}

	@SuppressWarnings("unchecked") // An object becomes a map by names
	UnknownCallback readUnknown(String command, ObjectNode tree) {
		return new UnknownCallback(command,
				(Map<String, @Nullable Object>) this.mapper.treeToValue(tree, Object.class));
	}

	<T> T read(Class<T> type, ObjectNode tree) {
		try {
			return this.mapper.treeToValue(tree, type);
		}
		catch (InvalidDefinitionException ex) {
			// The type cannot be read into at all, which is not the fault of the body
			throw ex;
		}
		catch (JacksonException ex) {
			throw UnreadableBodies.translate(ex, type);
		}
		catch (NumberFormatException ex) {
			throw new UnreadableBodyException("", type);
		}
	}

	@Override
	public byte[] encode(CallbackPayload event) {
		ObjectNode tree = this.mapper.createObjectNode();
		if (event instanceof UnknownCallback unknown) {
			if (!unknown.command().isEmpty()) {
				tree.put(COMMAND_FIELD, unknown.command());
			}
			tree.setAll((ObjectNode) this.mapper.valueToTree(unknown.fields()));
		}
		else {
			CallbackCommand command = this.catalog.findByPayloadType(event.getClass());
			Assert.notNull(command, () -> "No command is read into " + event.getClass().getName());
			tree.put(COMMAND_FIELD, command.name());
			tree.setAll((ObjectNode) this.mapper.valueToTree(event));
		}
		return this.mapper.writeValueAsBytes(tree);
	}

	@Override
	public byte[] encodeFields(Map<String, @Nullable Object> fields) {
		return this.mapper.writeValueAsBytes(fields);
	}

	@Override
	public boolean canRead(Class<?> type) {
		if (type.isAssignableFrom(ObjectNode.class) && JsonNode.class.isAssignableFrom(type)) {
			return true;
		}
		boolean ofPlatform = type.getName()
			.matches("(java|javax|jakarta|kotlin|org\\.springframework|tools\\.jackson|com\\.fasterxml\\.jackson|"
					+ "io\\.github\\.livehook\\.event)\\..*");
		return !ofPlatform && !CallbackPayload.class.isAssignableFrom(type) && !BeanUtils.isSimpleProperty(type)
				&& !type.isArray() && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
	}

}
