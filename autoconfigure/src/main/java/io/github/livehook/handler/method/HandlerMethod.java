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
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ReflectionUtils;

import io.github.livehook.callback.Callback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.HandlerRetry;

/**
 * {@link CallbackHandler} that calls a method of a bean.
 */
final class HandlerMethod implements CallbackHandler {

	private final HandlerBean bean;

	private final Method method;

	private final HandlerMethodArguments arguments;

	private final HandlerSettings settings;

	private final String id;

	private final Map<Class<?>, Method> invocableMethods = new ConcurrentHashMap<>();

	HandlerMethod(HandlerBean bean, Method method, HandlerMethodArguments arguments, HandlerSettings settings) {
		this.bean = bean;
		this.method = method;
		this.arguments = arguments;
		this.settings = settings;
		this.id = settings.id().isEmpty() ? bean.name() + "." + method.getName() : settings.id();
	}

	/**
	 * Return this method as a decision handler.
	 * @return the decision handler, {@code null} if the method handles events
	 */
	@Nullable DecisionHandler toDecisionHandler() {
		DecisionSettings decision = this.settings.decision();
		return (decision != null) ? new DecisionHandlerMethod(this, decision) : null;
	}

	boolean isFor(Method method, Class<?> userType) {
		boolean sameSignature = this.method.getName().equals(method.getName())
				&& Arrays.equals(this.method.getParameterTypes(), method.getParameterTypes());
		return sameSignature || BridgeMethodResolver.getMostSpecificMethod(this.method, userType).equals(method);
	}

	@Override
	public String id() {
		return this.id;
	}

	@Override
	public Set<String> commands() {
		return this.settings.commands();
	}

	@Override
	public String beanName() {
		return this.bean.name();
	}

	@Override
	public String methodName() {
		return describe(this.method);
	}

	@Override
	public String description() {
		return describe(beanName(), this.method);
	}

	@Override
	public HandlerRetry retry() {
		return this.settings.retry();
	}

	static String describe(String beanName, Method method) {
		return "%s of bean '%s'".formatted(describe(method), beanName);
	}

	private static String describe(Method method) {
		return "%s.%s(%s)".formatted(method.getDeclaringClass().getName(), method.getName(),
				Arrays.stream(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", ")));
	}

	@Override
	public @Nullable Object handle(Callback callback) throws Throwable {
		Object[] values = this.arguments.resolve(callback);
		Object bean = this.bean.get();
		Method invocable = this.invocableMethods.computeIfAbsent(bean.getClass(), this::selectInvocable);
		try {
			return await(invocable.invoke(bean, values));
		}
		catch (InvocationTargetException | ExecutionException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private Method selectInvocable(Class<?> beanClass) {
		Method invocable = HandlerMethodRules.selectInvocable(beanName(), beanClass, this.method);
		ReflectionUtils.makeAccessible(invocable);
		return invocable;
	}

	private static @Nullable Object await(@Nullable Object result) throws ExecutionException, InterruptedException {
		return (result instanceof CompletionStage<?> stage) ? stage.toCompletableFuture().get() : result;
	}

}
