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

import org.jspecify.annotations.Nullable;

/**
 * Goes around every call of a handler. All beans of this type are used, in their order.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallbackInterceptor {

	/**
	 * Intercept a call. An implementation that does not
	 * {@linkplain HandlerInvocation#proceed() proceed} takes the place of the handler: if
	 * it returns, the callback counts as handled.
	 * @param invocation the call
	 * @return what the handler returned
	 * @throws Throwable whatever the handler throws, or the interceptor itself; the call
	 * has then failed
	 */
	@Nullable Object intercept(HandlerInvocation invocation) throws Throwable;

}
