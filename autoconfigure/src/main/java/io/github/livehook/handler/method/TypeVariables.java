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

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.ResolvableType;

/**
 * What the type variables of a type, its superclasses and its interfaces stand for.
 */
final class TypeVariables {

	private final Map<TypeVariable<?>, Type> types = new HashMap<>();

	TypeVariables(ResolvableType type) {
		add((type.getType() instanceof ParameterizedType) ? type.getType() : type.toClass());
	}

	private void add(Type type) {
		Class<?> plain = rawType(type);
		if (type instanceof ParameterizedType parameterized) {
			TypeVariable<?>[] variables = plain.getTypeParameters();
			for (int i = 0; i < variables.length; i++) {
				this.types.put(variables[i], parameterized.getActualTypeArguments()[i]);
			}
		}
		Stream.concat(Stream.ofNullable(plain.getGenericSuperclass()), Arrays.stream(plain.getGenericInterfaces()))
			.forEach(this::add);
	}

	/**
	 * Replace the type variables in a type.
	 * @param type the type
	 * @return the type without variables
	 * @throws IllegalArgumentException if it is not known what a variable stands for
	 */
	Type resolve(Type type) {
		if (type instanceof TypeVariable<?> variable) {
			if (!this.types.containsKey(variable)) {
				throw new IllegalArgumentException("Nothing says what " + variable + " is");
			}
			return resolve(this.types.get(variable));
		}
		if (type instanceof WildcardType wildcard) {
			return resolve((wildcard.getLowerBounds().length > 0) ? wildcard.getLowerBounds()[0]
					: wildcard.getUpperBounds()[0]);
		}
		if (type instanceof GenericArrayType array) {
			Type component = resolve(array.getGenericComponentType());
			return (component instanceof Class<?> plain) ? plain.arrayType() : (GenericArrayType) () -> component;
		}
		if (type instanceof ParameterizedType parameterized) {
			ResolvableType[] arguments = Arrays.stream(parameterized.getActualTypeArguments())
				.map((argument) -> ResolvableType.forType(resolve(argument)))
				.toArray(ResolvableType[]::new);
			return ResolvableType.forClassWithGenerics(rawType(parameterized), arguments).getType();
		}
		return type;
	}

	private static Class<?> rawType(Type type) {
		return (Class<?>) ((type instanceof ParameterizedType parameterized) ? parameterized.getRawType() : type);
	}

}
