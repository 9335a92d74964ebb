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

package io.github.livehook.handler;

import io.github.livehook.callback.Callback;

/**
 * Sees every failed call of a handler. All beans of this type are told, in their order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HandlerErrorListener {

	/**
	 * Called after a handler has failed. What this method throws is logged and changes
	 * nothing.
	 * @param handler the handler
	 * @param callback the callback that it was called with
	 * @param error what the handler threw
	 */
	void onError(CallbackHandler handler, Callback callback, Throwable error);

}
