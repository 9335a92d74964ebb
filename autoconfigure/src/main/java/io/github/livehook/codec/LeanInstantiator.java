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
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Calls a constructor with the array of its arguments, where Jackson would have a handle
 * spread the array anew for each object.
 */
final class LeanInstantiator extends StdValueInstantiator {

	private static final MethodType TYPE = MethodType.methodType(Object.class, Object[].class);

	private final MethodHandle constructor;

	private LeanInstantiator(StdValueInstantiator standard, MethodHandle constructor) {
		super(standard);
		this.constructor = constructor;
	}

	/**
	 * Return the lean form of an instantiator.
	 * @param standard the instantiator
	 * @return the lean form, or the instantiator itself if it calls no constructor
	 */
	static ValueInstantiator of(ValueInstantiator standard) {
		if (standard.getClass() != StdValueInstantiator.class || standard.getWithArgsCreator() == null
				|| !(standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor)) {
			return standard;
		}
		try {
			return new LeanInstantiator((StdValueInstantiator) standard,
					MethodHandles.lookup()
						.unreflectConstructor(constructor)
						.asFixedArity()
						.asSpreader(Object[].class, constructor.getParameterCount())
						.asType(TYPE));
		}
		catch (IllegalAccessException ex) {
			// Jackson says so itself when it calls it
			return standard;
		}
	}

	@Override
	public Object createFromObjectWith(DeserializationContext context, @Nullable Object[] arguments) {
		try {
			return this.constructor.invokeExact(arguments);
		}
		catch (Error ex) {
			throw ex;
		}
		catch (Throwable ex) {
			return context.handleInstantiationProblem(getValueClass(), arguments, rewrapCtorProblem(context, ex));
		}
	}

}
