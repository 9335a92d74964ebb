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

package io.github.livehook.callback;

import org.jspecify.annotations.Nullable;

/**
 * Strategy to identify the event of a callback. The callback's app and command always
 * count as well.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallbackIdentifier {

	/**
	 * Return the id of the event within its app and command. It alone decides which
	 * callbacks of these are duplicates.
	 * @param callback the callback; its metadata has no id yet
	 * @return the id, or {@code null} if this callback must never be taken for a
	 * duplicate; a long id is replaced by its hash, and an exception counts as
	 * {@code null}
	 */
	@Nullable String identify(Callback callback);

}
