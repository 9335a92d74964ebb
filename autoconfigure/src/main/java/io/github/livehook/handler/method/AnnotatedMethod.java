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
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.github.livehook.handler.method.AnnotatedMethods.Annotations;

/**
 * An annotated method of a bean.
 *
 * @param beanName the name of the bean
 * @param type the type of the bean, which is no proxy
 * @param method the method
 * @param annotations the annotations of the method
 */
record AnnotatedMethod(String beanName, ResolvableType type, Method method, Annotations annotations) {

	Class<?> beanType() {
		return this.type.toClass();
	}

	/**
	 * Return the name of the method in the source. That of an internal function of Kotlin
	 * is followed by the name of its module in the class.
	 * @return the name
	 */
	String name() {
		String name = this.method.getName();
		int module = KotlinDetector.isKotlinType(this.method.getDeclaringClass()) ? name.indexOf('$') : -1;
		return (module > 0) ? name.substring(0, module) : name;
	}

	boolean decides() {
		return !this.annotations.before().isEmpty();
	}

	String signature() {
		return "%s.%s(%s)".formatted(this.method.getDeclaringClass().getName(), name(),
				Arrays.stream(this.method.getParameterTypes())
					.map(Class::getSimpleName)
					.collect(Collectors.joining(", ")));
	}

	String description() {
		return "%s of bean '%s'".formatted(signature(), this.beanName);
	}

	/**
	 * Return the types of the parameters.
	 * @return the types with their type arguments, without type variables
	 * @throws InvalidHandlerException if it is not known what a type variable stands for
	 */
	List<Type> parameterTypes() {
		TypeVariables variables = new TypeVariables(this.type);
		return Arrays.stream(this.method.getGenericParameterTypes()).map((type) -> {
			try {
				return variables.resolve(type);
			}
			catch (IllegalArgumentException ex) {
				throw invalid("it takes %s, and nothing says what its type variable is".formatted(type.getTypeName()),
						"Name the type, for example in a subclass that extends Base<Payment>.");
			}
		}).toList();
	}

	ResolvableType returnType() {
		return ResolvableType.forMethodReturnType(this.method, beanType());
	}

	InvalidHandlerException invalid(String problem, String action) {
		return new InvalidHandlerException("%s cannot handle callbacks: %s".formatted(description(), problem), action);
	}

	/**
	 * Return whether this is the method of a bean that another type of the same bean has.
	 * @param other the method of the other type
	 * @return whether it is the same
	 */
	boolean isSameAs(AnnotatedMethod other) {
		boolean sameSignature = this.method.getName().equals(other.method.getName())
				&& Arrays.equals(this.method.getParameterTypes(), other.method.getParameterTypes());
		return this.beanName.equals(other.beanName) && (sameSignature
				|| BridgeMethodResolver.getMostSpecificMethod(this.method, other.beanType()).equals(other.method));
	}

	/**
	 * Return the method to invoke on the bean as it is, which may be a proxy.
	 * @param beanClass the class of the bean
	 * @return the method
	 * @throws InvalidHandlerException if there is none
	 */
	Method invocableOn(Class<?> beanClass) {
		if (SpringProxy.class.isAssignableFrom(beanClass) && isDeclaredBy(beanClass)) {
			checkProxied(beanClass);
		}
		try {
			return AopUtils.selectInvocableMethod(
					isDeclaredBy(beanClass) ? this.method : declaredByInterface(beanClass), beanClass);
		}
		catch (IllegalStateException ex) {
			throw invalid("the proxy of its bean hides it",
					"Declare the method in an interface of the bean, or have the class itself proxied "
							+ "(proxyTargetClass=true).");
		}
	}

	private boolean isDeclaredBy(Class<?> beanClass) {
		return this.method.getDeclaringClass().isAssignableFrom(beanClass);
	}

	private void checkProxied(Class<?> proxyClass) {
		if (Modifier.isFinal(this.method.getModifiers())) {
			throw invalid("it is final and its bean is a proxy", "Remove the modifier final.");
		}
		boolean packagePrivate = (this.method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0;
		if (packagePrivate && !this.method.getDeclaringClass().getPackageName().equals(proxyClass.getPackageName())) {
			throw invalid("it is package-private, and the proxy of its bean is in another package",
					"Make it protected or public.");
		}
	}

	// The interface of a generic handler has its method with other parameter types
	private Method declaredByInterface(Class<?> beanClass) {
		return ClassUtils.getAllInterfacesForClassAsSet(beanClass)
			.stream()
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.filter((candidate) -> BridgeMethodResolver
				.getMostSpecificMethod(candidate, this.method.getDeclaringClass())
				.equals(this.method))
			.findFirst()
			.orElse(this.method);
	}

}
