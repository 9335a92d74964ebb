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
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.CallbackPayload;

/**
 * {@link BeanRegistrationAotProcessor} that registers the hints which annotated methods
 * need: to be found, to be called, also by way of an interface, and for the types of the
 * application that they take.
 */
final class HandlerMethodAotProcessor implements BeanRegistrationAotProcessor {

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> userClass = ClassUtils.getUserClass(registeredBean.getBeanClass());
		ResolvableType beanType = registeredBean.getBeanType();
		List<AnnotatedMethod> methods = AnnotatedMethods.of(registeredBean.getBeanName(),
				(beanType.toClass() == userClass) ? beanType : ResolvableType.forClass(userClass));
		if (methods.isEmpty()) {
			return null;
		}
		return (generationContext, code) -> methods
			.forEach((method) -> register(method, generationContext.getRuntimeHints().reflection()));
	}

	private void register(AnnotatedMethod annotated, ReflectionHints hints) {
		Class<?> beanType = annotated.beanType();
		Method method = annotated.method();
		hints.registerType(beanType);
		hints.registerMethod(method, ExecutableMode.INVOKE);
		ClassUtils.getAllInterfacesForClassAsSet(beanType)
			.stream()
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((declared) -> BridgeMethodResolver.getMostSpecificMethod(declared, beanType).equals(method))
			.forEach((declared) -> hints.registerMethod(declared, ExecutableMode.INVOKE));
		annotated.parameterTypes()
			.stream()
			.filter(HandlerMethodAotProcessor::isOfApplication)
			.forEach((type) -> this.binding.registerReflectionHints(hints, type));
	}

	private static boolean isOfApplication(Type type) {
		return type != CallbackMetadata.class && type != CallbackPayload.class
				&& !type.getTypeName().startsWith("tools.jackson.");
	}

}
