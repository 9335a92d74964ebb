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

package io.github.livehook.delivery;

import java.time.Instant;

import io.github.livehook.callback.CallbackMetadata;

/**
 * A callback that one of its handlers could not handle, and that is kept.
 *
 * @param id what identifies the dead letter
 * @param handlerId the handler
 * @param callback what is known of the callback besides its body
 * @param attempts how often the handler was tried
 * @param diedAt when it was given up
 * @param cause why the last attempt failed: the exceptions and their messages
 * @since 0.1.0
 */
public record DeadLetter(String id, String handlerId, CallbackMetadata callback, int attempts, Instant diedAt,
		String cause) {

}
