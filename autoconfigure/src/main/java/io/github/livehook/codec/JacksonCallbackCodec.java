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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.callback.FailureLog;
import io.github.livehook.callback.LogSanitizer;
import io.github.livehook.callback.UnreadableBodyException;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;

/**
 * {@link CallbackCodec} that uses Jackson, with a mapper of its own.
 */
final class JacksonCallbackCodec implements CallbackCodec {

	private static final Logger logger = LoggerFactory.getLogger(JacksonCallbackCodec.class);

	// What is remembered of a callback must not grow with what a sender invents
	private static final int MAX_COMMAND_LENGTH = 128;

	private static final int MAX_KEY_LENGTH = 128;

	private static final int MAX_PATH_LENGTH = 200;

	private static final Map<String, Integer> OUTLINED = Map.of(JsonBody.COMMAND, 0, JsonBody.EVENT_TIME, 1);

	private final FailureLog failures = new FailureLog();

	private final JsonMapper mapper;

	private final BodyLimits limits;

	private final CommandCatalog catalog;

	private final @Nullable CallbackIdentifier identifier;

	private final NaturalKeys naturalKeys;

	private final DuplicateKeys duplicateKeys;

	private final BodyTypes bodyTypes;

	private final Map<String, Map<String, Integer>> outlined;

	/**
	 * Create a codec.
	 * @param catalog the commands
	 * @param customizers the customizers of the mapper
	 * @param identifier the strategy of the application, {@code null} for Livehook's own
	 * @param limits the limits of bodies
	 */
	JacksonCallbackCodec(CommandCatalog catalog, List<CallbackJsonMapperBuilderCustomizer> customizers,
			@Nullable CallbackIdentifier identifier, BodyLimits limits) {
		this.mapper = TencentJsonMapper.create(customizers, limits);
		this.limits = limits;
		this.catalog = catalog;
		this.identifier = identifier;
		this.naturalKeys = new NaturalKeys(catalog);
		this.duplicateKeys = new DuplicateKeys(this.mapper, catalog, identifier != null);
		this.bodyTypes = new BodyTypes(this.mapper);
		this.outlined = outlined(catalog);
	}

	// By command, so that no outline grows with the number of commands
	private static Map<String, Map<String, Integer>> outlined(CommandCatalog catalog) {
		Map<String, Map<String, Integer>> outlined = new HashMap<>();
		for (CallbackCommand command : catalog.commands()) {
			Map<String, Integer> indexes = new HashMap<>(OUTLINED);
			command.keyFields()
				.stream()
				.filter((field) -> field.indexOf('.') == -1)
				.forEach((field) -> indexes.putIfAbsent(field, indexes.size()));
			command.names().forEach((name) -> outlined.put(name, Map.copyOf(indexes)));
		}
		return outlined;
	}

	@Override
	public Callback decode(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		return callback(read(body, metadata), metadata, 0);
	}

	@Override
	public List<Callback> decodeAll(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		JsonBody json = read(body, metadata);
		List<JsonBody> events = json.events();
		if (events.isEmpty()) {
			return List.of(callback(json, metadata, 0));
		}
		List<Callback> callbacks = new ArrayList<>(events.size());
		for (JsonBody event : events) {
			callbacks.add(callback(event, metadata, callbacks.size()));
		}
		return callbacks;
	}

	@Override
	public Callback restore(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		return new DecodedCallback(this, metadata, read(body, metadata), -1);
	}

	private JsonBody read(byte[] body, CallbackMetadata metadata) throws InvalidBodyException {
		CallbackCommand announced = this.catalog.find(metadata.command());
		return new JsonBody(this.mapper, this.limits, this.outlined.getOrDefault(metadata.command(), OUTLINED), body,
				(announced != null) ? announced.payloadType() : null);
	}

	private Callback callback(JsonBody body, CallbackMetadata metadata, int position) throws InvalidBodyException {
		String command = body.command().isBlank() ? metadata.command() : body.command();
		if (command.length() > MAX_COMMAND_LENGTH) {
			throw new InvalidBodyException("The command is longer than " + MAX_COMMAND_LENGTH + " characters");
		}
		CallbackMetadata named = metadata.withCommand(command);
		return new DecodedCallback(this, named.withCallbackId(identify(named, body)), body, position);
	}

	private @Nullable String identify(CallbackMetadata metadata, JsonBody body) {
		if (this.catalog.decisionOf(metadata.command()) != null) {
			return null;
		}
		try {
			String id = (this.identifier != null)
					? this.identifier.identify(new DecodedCallback(this, metadata, body, -1))
					: this.naturalKeys.idOf(metadata.command(), body);
			return shorten(id);
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
		catch (RuntimeException ex) {
			this.failures.log(logger, "The callback identifier failed, so duplicates of a callback are not recognised",
					ex);
			return null;
		}
	}

	private static @Nullable String shorten(@Nullable String key) {
		return (key != null && key.length() > MAX_KEY_LENGTH) ? NaturalKeys.hash(key.getBytes(StandardCharsets.UTF_8))
				: key;
	}

	@Nullable String orderingKey(String command, JsonBody body) {
		return shorten(this.naturalKeys.orderingKeyOf(command, body));
	}

	@Nullable UUID duplicateKey(CallbackMetadata metadata, JsonBody body, int position) {
		return this.duplicateKeys.keyOf(metadata, body, position);
	}

	boolean isPayloadOf(String command, Type type) {
		CallbackCommand known = this.catalog.find(command);
		return type == CallbackPayload.class
				|| (known != null && (type == known.payloadType() || isSharedBy(known.payloadType(), type)));
	}

	private static boolean isSharedBy(@Nullable Class<? extends CallbackPayload> record, Type type) {
		return record != null && type instanceof Class<?> shared && CallbackPayload.class.isAssignableFrom(shared)
				&& shared.isAssignableFrom(record);
	}

	CallbackPayload readPayload(String command, JsonBody body) {
		CallbackCommand known = this.catalog.find(command);
		Class<? extends CallbackPayload> type = (known != null) ? known.payloadType() : null;
		if (type == null) {
			return readUnknown(command, body.tree());
		}
		CallbackPayload payload = body.bindPlain(type);
		return (payload != null) ? payload : type.cast(read(type, body.treeWithTimeAtTop()));
	}

	@SuppressWarnings("unchecked") // An object becomes a map by names
	UnknownCallback readUnknown(String command, ObjectNode tree) {
		return new UnknownCallback(command,
				(Map<String, @Nullable Object>) this.mapper.treeToValue(tree, Object.class));
	}

	Object read(Type type, ObjectNode tree) {
		JavaType javaType = this.mapper.constructType(type);
		try {
			return this.mapper.treeToValue(tree, javaType);
		}
		catch (InvalidDefinitionException ex) {
			// The type cannot be read at all, which is not the fault of the body
			throw ex;
		}
		catch (JacksonException ex) {
			throw new UnreadableBodyException(pathOf(ex), javaType.getRawClass());
		}
		catch (NumberFormatException ex) {
			throw new UnreadableBodyException("", javaType.getRawClass());
		}
	}

	// The message of Jackson's exception may quote the body
	private static String pathOf(JacksonException ex) {
		StringBuilder path = new StringBuilder();
		for (JacksonException.Reference reference : ex.getPath()) {
			if (reference.getPropertyName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
			}
		}
		// The sender chooses the keys of a map
		return LogSanitizer.sanitize(path.toString(), MAX_PATH_LENGTH);
	}

	@Override
	public byte[] encode(CallbackPayload payload) {
		ObjectNode tree = this.mapper.createObjectNode();
		if (payload instanceof UnknownCallback unknown) {
			if (!unknown.command().isEmpty()) {
				tree.put(JsonBody.COMMAND, unknown.command());
			}
			tree.setAll((ObjectNode) this.mapper.valueToTree(unknown.fields()));
		}
		else {
			CallbackCommand command = this.catalog.findByPayloadType(payload.getClass());
			Assert.notNull(command, () -> "No command is read into " + payload.getClass().getName());
			tree.put(JsonBody.COMMAND, command.name());
			tree.setAll((ObjectNode) this.mapper.valueToTree(payload));
		}
		return this.mapper.writeValueAsBytes(tree);
	}

	@Override
	public byte[] encodeFields(Map<String, @Nullable Object> fields) {
		return this.mapper.writeValueAsBytes(fields);
	}

	@Override
	public boolean canRead(Type type) {
		return this.bodyTypes.canRead(type);
	}

}
