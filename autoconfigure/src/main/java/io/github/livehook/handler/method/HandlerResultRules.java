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

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;

import io.github.livehook.decision.Decision;

/**
 * What an annotated method may return.
 */
final class HandlerResultRules {

	private HandlerResultRules() {
	}

	/**
	 * Check the result of a method.
	 * @param beanName the name of its bean
	 * @param beanType the type of its bean
	 * @param method the method
	 * @param decision the type that the method has to return, {@code null} if it decides
	 * nothing
	 */
	static void check(String beanName, Class<?> beanType, Method method, @Nullable Class<? extends Decision> decision) {
		ResolvableType result = ResolvableType.forMethodReturnType(method, beanType);
		String problem = problemOfKind(method, result.toClass());
		if (problem == null) {
			problem = problemOfValue(result, decision);
		}
		if (problem != null) {
			throw InvalidHandlerMethodException.of(beanName, method, problem, actionFor(result, decision));
		}
	}

	private static @Nullable String problemOfKind(Method method, Class<?> result) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return "it is a suspending function";
		}
		if (CompletionStage.class.isAssignableFrom(result)) {
			return null;
		}
		if (Future.class.isAssignableFrom(result)) {
			return "it returns a Future that cannot be waited for without a thread";
		}
		boolean reactive = ReactiveAdapterRegistry.getSharedInstance().getAdapter(result) != null
				|| Flow.Publisher.class.isAssignableFrom(result);
		return reactive ? "it returns a reactive type that nobody would subscribe to" : null;
	}

	private static @Nullable String problemOfValue(ResolvableType result,
			@Nullable Class<? extends Decision> decision) {
		Class<?> value = valueOf(result);
		if (decision != null) {
			return decision.isAssignableFrom(value) ? null
					: "it decides, and does not return a " + decision.getSimpleName();
		}
		if (Decision.class.isAssignableFrom(value)) {
			return "it returns a decision, and its annotation asks for none";
		}
		return (value == void.class || value == Void.class && value != result.toClass()) ? null
				: "its result has no meaning to Tencent";
	}

	private static Class<?> valueOf(ResolvableType result) {
		return CompletionStage.class.isAssignableFrom(result.toClass())
				? result.as(CompletionStage.class).getGeneric().resolve(Void.class) : result.toClass();
	}

	private static String actionFor(ResolvableType result, @Nullable Class<? extends Decision> decision) {
		if (decision != null) {
			return "Return a %1$s, or a CompletionStage<%1$s> that completes with it."
				.formatted(decision.getSimpleName());
		}
		if (Decision.class.isAssignableFrom(valueOf(result))) {
			return "Use @BeforeCallback, or the annotation of the command, such as @BeforeGiftSend.";
		}
		return "Return void, or a CompletionStage<Void> that completes when the callback was handled.";
	}

}
