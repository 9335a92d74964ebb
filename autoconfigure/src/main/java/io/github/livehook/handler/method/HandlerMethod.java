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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ReflectionUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.HandlerRetry;

/**
 * {@link CallbackHandler} that calls an annotated method. The bean is looked up at each
 * call, so that lazy beans are created then and scopes are kept.
 */
abstract class HandlerMethod implements CallbackHandler {

	private final BeanFactory beanFactory;

	private final AnnotatedMethod method;

	private final String id;

	private final Set<String> commands;

	private final List<Type> parameterTypes;

	private final Map<Class<?>, Method> invocableMethods = new ConcurrentHashMap<>();

	private HandlerMethod(BeanFactory beanFactory, AnnotatedMethod method, String id, Set<String> commands) {
		this.beanFactory = beanFactory;
		this.method = method;
		this.id = id;
		this.commands = Set.copyOf(commands);
		this.parameterTypes = method.parameterTypes();
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> commands() {
		return this.commands;
	}

	@Override
	public String beanName() {
		return this.method.beanName();
	}

	@Override
	public String methodName() {
		return this.method.signature();
	}

	@Override
	public String description() {
		return this.method.description();
	}

	@Override
	public @Nullable Object handle(Callback callback) throws Throwable {
		Object[] arguments = arguments(callback);
		Object bean = this.beanFactory.getBean(this.method.beanName());
		Method invocable = this.invocableMethods.computeIfAbsent(bean.getClass(), this::invocableOn);
		try {
			Object result = invocable.invoke(bean, arguments);
			return (result instanceof CompletionStage<?> stage) ? stage.toCompletableFuture().get() : result;
		}
		catch (InvocationTargetException | ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private Object[] arguments(Callback callback) {
		Object[] arguments = new Object[this.parameterTypes.size()];
		for (int i = 0; i < arguments.length; i++) {
			Type type = this.parameterTypes.get(i);
			arguments[i] = (type == CallbackMetadata.class) ? callback.metadata() : callback.bodyAs(type);
		}
		return arguments;
	}

	private Method invocableOn(Class<?> beanClass) {
		Method invocable = this.method.invocableOn(beanClass);
		ReflectionUtils.makeAccessible(invocable);
		return invocable;
	}

	/**
	 * {@link CallbackHandler} of events.
	 */
	static final class Handling extends HandlerMethod {

		private final HandlerRetry retry;

		Handling(BeanFactory beanFactory, AnnotatedMethod method, String id, Set<String> commands, HandlerRetry retry) {
			super(beanFactory, method, id, commands);
			this.retry = retry;
		}

		@Override
		public HandlerRetry retry() {
			return this.retry;
		}

	}

	/**
	 * {@link DecisionHandler} of before-callbacks.
	 */
	static final class Deciding extends HandlerMethod implements DecisionHandler {

		private final Class<? extends Decision> decisionType;

		private final Decision onFailure;

		private final boolean interruptedWhenLate;

		Deciding(BeanFactory beanFactory, AnnotatedMethod method, String id, Set<String> commands,
				Class<? extends Decision> decisionType, Decision onFailure) {
			super(beanFactory, method, id, commands);
			this.decisionType = decisionType;
			this.onFailure = onFailure;
			this.interruptedWhenLate = method.annotations().before().get(0).getBoolean("interruptWhenLate");
		}

		@Override
		public Class<? extends Decision> decisionType() {
			return this.decisionType;
		}

		@Override
		public Decision onFailure() {
			return this.onFailure;
		}

		@Override
		public boolean isInterruptedWhenLate() {
			return this.interruptedWhenLate;
		}

	}

}
