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

package io.github.livehook.handler.method;

import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.callback.Callback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application contexts that have handlers.
 */
final class HandlerRunner {

	private HandlerRunner() {
	}

	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LivehookCodecAutoConfiguration.class, LivehookHandlerAutoConfiguration.class))
			.withBean(Calls.class);
	}

	static WebApplicationContextRunner lazyRunner() {
		return runner().withInitializer(
				(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()));
	}

	static List<String> ids(ApplicationContext context) {
		CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
		return Stream.concat(handlers.handlers().stream(), handlers.decisionHandlers().stream())
			.map(CallbackHandler::id)
			.toList();
	}

	/**
	 * Call all handlers that a callback has.
	 * @param context the context
	 * @param callback the callback
	 * @return all that the handlers of the context have been called with
	 * @throws Throwable what a handler throws
	 */
	static List<Object> handle(ApplicationContext context, Callback callback) throws Throwable {
		CallbackHandlers handlers = context.getBean(CallbackHandlers.class);
		for (CallbackHandler handler : handlers.forCommand(callback.metadata().command())) {
			handler.handle(callback);
		}
		return context.getBean(Calls.class).all();
	}

	static void assertIds(ApplicationContext context, String... ids) {
		assertThat(ids(context)).containsExactlyInAnyOrder(ids);
	}

	static void assertFailed(AssertableWebApplicationContext context, String message, String action) {
		assertThat(context).hasFailed();
		assertInvalid(context.getStartupFailure(), message, action);
	}

	static void assertInvalid(Throwable failure, String message, String action) {
		Throwable cause = failure;
		while (cause.getCause() != null && !(cause instanceof InvalidHandlerException)) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(InvalidHandlerException.class).hasMessage(message);
		assertThat(((InvalidHandlerException) cause).getAction()).isEqualTo(action);
	}

}
