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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.StringUtils;

import io.github.livehook.handler.OnCallback;

/**
 * The methods of a type that are annotated with {@link OnCallback} or an annotation that
 * is composed of it, inherited ones and those of interfaces included.
 */
final class AnnotatedMethods {

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedMethods.class);

	private static final Map<Class<?>, Map<Method, Binding>> cache = new ConcurrentReferenceHashMap<>();

	private AnnotatedMethods() {
	}

	static Map<Method, Binding> of(Class<?> type) {
		boolean candidate = AnnotationUtils.isCandidateClass(type, OnCallback.class) && !isOfSpring(type);
		return candidate ? cache.computeIfAbsent(type, AnnotatedMethods::introspect) : Map.of();
	}

	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
	}

	private static Map<Method, Binding> introspect(Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, (MetadataLookup<Binding>) AnnotatedMethods::binding);
		}
		catch (LinkageError | TypeNotPresentException | IllegalStateException ex) {
			logger.warn("The methods of {} cannot be looked at, so none is a handler: {}", type.getName(),
					NestedExceptionUtils.getMostSpecificCause(ex).toString());
			return Map.of();
		}
	}

	private static @Nullable Binding binding(Method method) {
		List<MergedAnnotation<OnCallback>> annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY)
			.stream(OnCallback.class)
			.toList();
		if (annotations.isEmpty()) {
			return null;
		}
		int nearest = annotations.get(0).getAggregateIndex();
		return binding(annotations.stream().filter((annotation) -> annotation.getAggregateIndex() == nearest).toList());
	}

	private static Binding binding(List<MergedAnnotation<OnCallback>> annotations) {
		Set<String> commands = new LinkedHashSet<>();
		boolean everyCommand = false;
		String id = "";
		for (MergedAnnotation<OnCallback> annotation : annotations) {
			String[] values = annotation.getStringArray(MergedAnnotation.VALUE);
			everyCommand |= values.length == 0;
			commands.addAll(List.of(values));
			id = StringUtils.hasText(id) ? id : annotation.getString("id");
		}
		return new Binding(everyCommand ? Set.of() : Set.copyOf(commands), id);
	}

	/**
	 * What the annotations of a method say.
	 *
	 * @param commands the commands that it takes, empty for every command
	 * @param id the id, empty for the default
	 */
	record Binding(Set<String> commands, String id) {

	}

}
