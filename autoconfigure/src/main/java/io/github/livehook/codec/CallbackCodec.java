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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.event.CallbackPayload;

/**
 * Reads the bodies of callbacks and writes them back.
 * <p>
 * Reading is tolerant: comments, trailing commas, a byte order mark, numbers in strings,
 * accounts sent as numbers, objects sent as strings that hold their JSON, unknown and
 * absent fields are all accepted.
 *
 * @since 0.1.0
 */
public interface CallbackCodec {

	/**
	 * Read a body. The command in the body wins where it is a non-blank string.
	 * @param body the body as it was received
	 * @param metadata the metadata from the query, its command included
	 * @return the callback, its metadata completed by command and callback id
	 * @throws InvalidBodyException if the body is not a JSON object in UTF-8, or exceeds
	 * the limits, or its command is longer than any could be
	 */
	Callback decode(byte[] body, CallbackMetadata metadata) throws InvalidBodyException;

	/**
	 * Read a body that may hold several events, as Tencent's pushes do, see
	 * <a href="https://trtc.io/document/67551">Tencent's documentation</a>. Each of them
	 * is a callback of its own, with its part of the body.
	 * @param body the body as it was received
	 * @param metadata the metadata from the query, its command included
	 * @return the callbacks in the order of their events; one, if the body is no batch
	 * @throws InvalidBodyException as in {@link #decode decode}, for any of them
	 */
	List<Callback> decodeAll(byte[] body, CallbackMetadata metadata) throws InvalidBodyException;

	/**
	 * Read a body that was kept together with its metadata.
	 * @param body the body of one callback
	 * @param metadata the metadata of the callback, which are not changed
	 * @return the callback
	 * @throws InvalidBodyException if the body is not a JSON object in UTF-8, or exceeds
	 * the limits
	 */
	Callback restore(byte[] body, CallbackMetadata metadata) throws InvalidBodyException;

	/**
	 * Write a payload as Tencent does.
	 * @param payload the payload
	 * @return the body, UTF-8
	 * @throws IllegalArgumentException if no command is read into the type of the payload
	 */
	byte[] encode(CallbackPayload payload);

	/**
	 * Write the fields of a response.
	 * @param fields the fields in their order
	 * @return the body, UTF-8
	 */
	byte[] encodeFields(Map<String, @Nullable Object> fields);

	/**
	 * Return whether a body can be read as a type that is not a {@link CallbackPayload}.
	 * A warning is logged for a class of the application if no field of Tencent's can
	 * match any of its names.
	 * @param type the type, with its type arguments
	 * @return whether it is Jackson's {@code JsonNode}, {@code Map}, {@code String},
	 * {@code byte[]}, or a type of the application that the mapper can create and fill
	 */
	boolean canRead(Type type);

	/**
	 * Create a codec.
	 * @param catalog the commands
	 * @return the codec
	 */
	static CallbackCodec create(CommandCatalog catalog) {
		return create(catalog, List.of());
	}

	/**
	 * Create a codec.
	 * @param catalog the commands
	 * @param customizers the customizers of the mapper, in their order
	 * @return the codec
	 */
	static CallbackCodec create(CommandCatalog catalog, List<CallbackJsonMapperBuilderCustomizer> customizers) {
		return create(catalog, customizers, null, BodyLimits.DEFAULT);
	}

	/**
	 * Create a codec.
	 * @param catalog the commands
	 * @param customizers the customizers of the mapper, in their order
	 * @param identifier the strategy that identifies callbacks, and alone decides which
	 * are duplicates
	 * @return the codec
	 */
	static CallbackCodec create(CommandCatalog catalog, List<CallbackJsonMapperBuilderCustomizer> customizers,
			CallbackIdentifier identifier) {
		return create(catalog, customizers, identifier, BodyLimits.DEFAULT);
	}

	/**
	 * Create a codec.
	 * @param catalog the commands
	 * @param customizers the customizers of the mapper, in their order
	 * @param identifier the strategy that identifies callbacks, and alone decides which
	 * are duplicates, {@code null} for Livehook's own
	 * @param limits the limits of what a body may hold
	 * @return the codec
	 */
	static CallbackCodec create(CommandCatalog catalog, List<CallbackJsonMapperBuilderCustomizer> customizers,
			@Nullable CallbackIdentifier identifier, BodyLimits limits) {
		return new JacksonCallbackCodec(catalog, customizers, identifier, limits);
	}

}
