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

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;

/**
 * Something that takes callbacks, such as an annotated method. The unit of work is a
 * callback for one handler.
 *
 * @since 0.1.0
 */
public interface CallbackHandler {

	/**
	 * Return the id of the handler.
	 * @return the id, unique in the application
	 */
	String id();

	/**
	 * Return the commands that the handler takes.
	 * @return the commands, empty for every command
	 */
	Set<String> commands();

	/**
	 * Return the bean that the handler is a method of.
	 * @return the name of the bean, {@code null} if it is none
	 */
	default @Nullable String beanName() {
		return null;
	}

	/**
	 * Return the method that the handler is.
	 * @return the class, the method and the types of its parameters, {@code null} if it
	 * is none
	 */
	default @Nullable String methodName() {
		return null;
	}

	/**
	 * Return where the handler is to be found, for logs.
	 * @return the bean and the method
	 */
	String description();

	/**
	 * Return what the handler wants to be different when it has failed, where callbacks
	 * are stored before they are answered.
	 * @return what differs
	 */
	default HandlerRetry retry() {
		return HandlerRetry.none();
	}

	/**
	 * Take a callback. Returns when it was handled.
	 * @param callback the callback
	 * @return what the handler returned
	 * @throws Throwable whatever the handler throws
	 */
	@Nullable Object handle(Callback callback) throws Throwable;

}
