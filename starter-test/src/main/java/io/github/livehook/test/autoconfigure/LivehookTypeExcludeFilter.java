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

package io.github.livehook.test.autoconfigure;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.github.livehook.callback.CallbackIdentifier;
import io.github.livehook.codec.CallbackJsonMapperBuilderCustomizer;
import io.github.livehook.delivery.CallbackListener;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;

/**
 * {@link TypeExcludeFilter} for {@link LivehookTest @LivehookTest}.
 */
final class LivehookTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<LivehookTest> {

	private static final Class<?>[] NO_HANDLERS = {};

	private static final Set<Class<?>> KNOWN_INCLUDES = Set.of(CallbackIdentifier.class, CallbackInterceptor.class,
			CallbackJsonMapperBuilderCustomizer.class, CallbackListener.class, LivehookApps.class,
			RequestVerifier.class);

	private final Set<Class<?>> handlers;

	LivehookTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		Class<?>[] handlers = getAnnotation().getValue("handlers", Class[].class).orElse(NO_HANDLERS);
		this.handlers = new LinkedHashSet<>(List.of(handlers));
	}

	@Override
	protected Set<Class<?>> getKnownIncludes() {
		return KNOWN_INCLUDES;
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.handlers;
	}

	@Override
	protected boolean defaultInclude(MetadataReader reader, MetadataReaderFactory readers) throws IOException {
		return super.defaultInclude(reader, readers) || (this.handlers.isEmpty()
				&& (isTypeOrAnnotated(reader, readers, CallbackHandler.class) || isHandler(reader, readers)));
	}

	private static boolean isHandler(MetadataReader reader, MetadataReaderFactory readers) {
		AnnotationMetadata type = reader.getAnnotationMetadata();
		return type.hasAnnotatedMethods(OnCallback.class.getName())
				|| type.hasAnnotatedMethods(BeforeCallback.class.getName()) || inheritsHandler(type, readers);
	}

	private static boolean inheritsHandler(AnnotationMetadata type, MetadataReaderFactory readers) {
		Set<String> parents = new LinkedHashSet<>(List.of(type.getInterfaceNames()));
		if (type.getSuperClassName() != null) {
			parents.add(type.getSuperClassName());
		}
		return parents.stream().anyMatch((parent) -> !parent.startsWith("java.") && isHandler(parent, readers));
	}

	private static boolean isHandler(String type, MetadataReaderFactory readers) {
		try {
			return isHandler(readers.getMetadataReader(type), readers);
		}
		catch (IOException ex) {
			// Of an optional library that is not there: a condition leaves the component
			// out
			return false;
		}
	}

}
