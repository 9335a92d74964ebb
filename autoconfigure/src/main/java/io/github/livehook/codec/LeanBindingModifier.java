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
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Spares each object what Jackson does for it alone: a copy of all unknown fields, and a
 * handle that takes the arguments of the constructor as an array.
 */
@SuppressWarnings("serial") // Never serialized
final class LeanBindingModifier extends ValueDeserializerModifier {

	private static final MethodType TYPE = MethodType.methodType(Object.class, Object[].class);

	@Override
	public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription.Supplier description,
			BeanDeserializerBuilder builder) {
		builder.setIgnoreUnknownProperties(true);
		ValueInstantiator instantiator = builder.getValueInstantiator();
		if (instantiator.getClass() == StdValueInstantiator.class && instantiator.getWithArgsCreator() != null
				&& instantiator.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor) {
			builder.setValueInstantiator(lean((StdValueInstantiator) instantiator, constructor));
		}
		return builder;
	}

	private static ValueInstantiator lean(StdValueInstantiator standard, Constructor<?> constructor) {
		try {
			return new LeanInstantiator(standard,
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

	private static final class LeanInstantiator extends StdValueInstantiator {

		private final MethodHandle constructor;

		LeanInstantiator(StdValueInstantiator standard, MethodHandle constructor) {
			super(standard);
			this.constructor = constructor;
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

}
