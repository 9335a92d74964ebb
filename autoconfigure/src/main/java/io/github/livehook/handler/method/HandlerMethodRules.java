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

import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.scheduling.annotation.Async;

import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;

/**
 * The rules that an annotated method has to keep, whatever its command and parameters
 * are.
 */
final class HandlerMethodRules {

	private static final Set<String> SCOPES_OF_A_REQUEST = Set.of("request", "session", "websocket");

	private HandlerMethodRules() {
	}

	static void check(AnnotatedMethod method, @Nullable String scope) {
		checkAnnotations(method);
		if (Modifier.isPrivate(method.method().getModifiers())) {
			throw method.invalid("it is private", "Make it package-private or more visible.");
		}
		if (Modifier.isStatic(method.method().getModifiers())) {
			throw method.invalid("it is static", "Make it an instance method.");
		}
		checkKotlin(method);
		if (AnnotatedElementUtils.hasAnnotation(method.method(), Async.class)
				|| AnnotatedElementUtils.hasAnnotation(method.beanType(), Async.class)) {
			throw method.invalid("it is @Async, so the callback would count as handled before it ran",
					"Remove @Async: the response is sent in time by itself.");
		}
		if (scope != null && SCOPES_OF_A_REQUEST.contains(scope)) {
			throw method.invalid("its bean has the scope '" + scope + "', and a callback belongs to no user's " + scope,
					"Move the method to a singleton.");
		}
	}

	private static void checkKotlin(AnnotatedMethod method) {
		if (KotlinDetector.isKotlinType(method.method().getDeclaringClass()) && method.name().indexOf('-') > 0) {
			throw method.invalid(
					"it takes a value class of Kotlin, of which only the content is left when it is called",
					"Take a data class.");
		}
		if (KotlinDetector.isSuspendingFunction(method.method())) {
			throw method.invalid("it is a suspending function", "Make it a function that returns when it is done.");
		}
	}

	private static void checkAnnotations(AnnotatedMethod method) {
		AnnotatedMethods.Annotations annotations = method.annotations();
		if (annotations.on().isEmpty() && !method.decides()) {
			throw method.invalid("it has @DeliveryRetry, but no annotation of a handler",
					"Add @OnCallback or the annotation of the command, such as @OnBattleStart, or remove "
							+ "@DeliveryRetry.");
		}
		if (method.decides() && annotations.retry() != null) {
			throw method.invalid("it has @DeliveryRetry, but decides on a before-callback, which is never retried",
					"Remove @DeliveryRetry.");
		}
		if (method.decides() && annotations.before().size() + annotations.on().size() > 1) {
			throw method.invalid("it has more than one annotation of a command",
					"Write a method for each command to decide on; one that decides cannot handle events as well.");
		}
	}

	/**
	 * Return the type of decision that a method returns.
	 * @param method the method
	 * @param kinds the kinds of decision that its commands ask for, at least one
	 * @return the type, which fits each of them
	 */
	static Class<? extends Decision> decisionType(AnnotatedMethod method, Collection<DecisionKind<?>> kinds) {
		Class<?> value = value(method.returnType());
		if (kinds.stream().allMatch((kind) -> kind.accepts(value))) {
			return value.asSubclass(Decision.class);
		}
		List<String> types = kinds.stream().map((kind) -> kind.type().getSimpleName()).distinct().toList();
		if (types.size() > 1) {
			throw method.invalid("its commands ask for decisions of different types",
					"Write a method for each of them.");
		}
		throw method.invalid("it decides, and returns " + method.returnType(),
				"Return a %1$s, or a CompletionStage<%1$s> that completes with it.".formatted(types.get(0)));
	}

	/**
	 * Check that a method that handles events returns nothing.
	 * @param method the method
	 */
	static void checkResult(AnnotatedMethod method) {
		ResolvableType result = method.returnType();
		Class<?> value = value(result);
		if (value != (isStage(result) ? Void.class : void.class)) {
			throw method.invalid("it handles events, and returns " + result,
					Decision.class.isAssignableFrom(value)
							? "Use @BeforeCallback, or the annotation of the command, such as @BeforeGiftSend."
							: "Return void, or a CompletionStage<Void> that completes when the callback was handled.");
		}
	}

	private static Class<?> value(ResolvableType result) {
		return isStage(result) ? result.as(CompletionStage.class).getGeneric().resolve(Void.class) : result.toClass();
	}

	private static boolean isStage(ResolvableType result) {
		return CompletionStage.class.isAssignableFrom(result.toClass());
	}

}
