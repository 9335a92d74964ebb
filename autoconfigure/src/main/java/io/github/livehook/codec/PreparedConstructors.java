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

package io.github.livehook.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Has each constructor called by a handle that takes its arguments as an array and is
 * made once. Jackson makes one for each object.
 */
final class PreparedConstructors extends ValueInstantiators.Base {

	private static final MethodType TYPE = MethodType.methodType(Object.class, Object[].class);

	@Override
	public ValueInstantiator modifyValueInstantiator(DeserializationConfig config, BeanDescription.Supplier description,
			ValueInstantiator instantiator) {
		if (instantiator instanceof StdValueInstantiator standard && standard.getWithArgsCreator() != null
				&& standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor) {
			try {
				return new PreparedInstantiator(standard, prepare(constructor));
			}
			catch (IllegalAccessException ex) {
				return instantiator;
			}
		}
		return instantiator;
	}

	// Jackson has made it accessible before
	private static MethodHandle prepare(Constructor<?> constructor) throws IllegalAccessException {
		return MethodHandles.lookup()
			.unreflectConstructor(constructor)
			.asFixedArity()
			.asSpreader(Object[].class, constructor.getParameterCount())
			.asType(TYPE);
	}

	@SuppressWarnings("serial") // Never serialized
	private static final class PreparedInstantiator extends StdValueInstantiator {

		private final MethodHandle constructor;

		PreparedInstantiator(StdValueInstantiator standard, MethodHandle constructor) {
			super(standard);
			this.constructor = constructor;
		}

		@Override
		public Object createFromObjectWith(DeserializationContext context, @Nullable Object[] arguments) {
			try {
				return this.constructor.invokeExact(arguments);
			}
			catch (Throwable ex) {
				return context.handleInstantiationProblem(getValueClass(), arguments, rewrapCtorProblem(context, ex));
			}
		}

	}

}
