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

import java.lang.annotation.Annotation;
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

import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.Retry;

/**
 * The methods of a type that are annotated with {@link OnCallback},
 * {@link BeforeCallback} or an annotation that is composed of one of them, inherited ones
 * and those of interfaces included.
 */
final class AnnotatedMethods {

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedMethods.class);

	private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(OnCallback.class,
			BeforeCallback.class);

	private static final Map<Class<?>, Map<Method, Binding>> cache = new ConcurrentReferenceHashMap<>();

	private AnnotatedMethods() {
	}

	static Map<Method, Binding> of(Class<?> type) {
		boolean candidate = AnnotationUtils.isCandidateClass(type, ANNOTATIONS) && !isOfSpring(type);
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
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		if (ANNOTATIONS.stream().noneMatch(annotations::isPresent)) {
			return null;
		}
		List<MergedAnnotation<BeforeCallback>> before = nearest(annotations, BeforeCallback.class);
		List<MergedAnnotation<OnCallback>> on = nearest(annotations, OnCallback.class);
		if (!before.isEmpty()) {
			return Binding.before(before, !on.isEmpty() || before.size() > 1);
		}
		return on.isEmpty() ? null : Binding.on(on);
	}

	private static <A extends Annotation> List<MergedAnnotation<A>> nearest(MergedAnnotations annotations,
			Class<A> type) {
		List<MergedAnnotation<A>> all = annotations.stream(type).toList();
		return all.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == all.get(0).getAggregateIndex())
			.toList();
	}

	/**
	 * What the annotations of a method say.
	 *
	 * @param commands the commands that it takes, empty for every command
	 * @param id the id, empty for the default
	 * @param retry what is said of its failures, {@code null} for nothing
	 * @param before what is said of its decisions, {@code null} if it decides nothing
	 */
	record Binding(Set<String> commands, String id, @Nullable Retry retry, @Nullable Before before) {

		private static Binding on(List<MergedAnnotation<OnCallback>> annotations) {
			boolean everyCommand = annotations.stream()
				.anyMatch((annotation) -> annotation.getStringArray(MergedAnnotation.VALUE).length == 0);
			return new Binding(everyCommand ? Set.of() : commands(annotations), id(annotations), retry(annotations),
					null);
		}

		private static Binding before(List<MergedAnnotation<BeforeCallback>> annotations, boolean ambiguous) {
			MergedAnnotation<BeforeCallback> first = annotations.get(0);
			return new Binding(commands(annotations), id(annotations), null,
					new Before(first.getInt("onFailure"), first.getBoolean("interruptWhenLate"), ambiguous));
		}

		private static Set<String> commands(List<? extends MergedAnnotation<?>> annotations) {
			Set<String> commands = new LinkedHashSet<>();
			annotations
				.forEach((annotation) -> commands.addAll(List.of(annotation.getStringArray(MergedAnnotation.VALUE))));
			return Set.copyOf(commands);
		}

		private static String id(List<? extends MergedAnnotation<?>> annotations) {
			return annotations.stream()
				.map((annotation) -> annotation.getString("id"))
				.filter(StringUtils::hasText)
				.findFirst()
				.orElse("");
		}

		private static @Nullable Retry retry(List<MergedAnnotation<OnCallback>> annotations) {
			return annotations.stream()
				.filter((annotation) -> annotation.hasNonDefaultValue("retry"))
				.map((annotation) -> annotation.getAnnotation("retry", Retry.class).synthesize())
				.findFirst()
				.orElse(null);
		}

	}

	/**
	 * What the annotation of a method says of its decisions.
	 *
	 * @param onFailure the code that is answered if there is no decision in time
	 * @param interruptWhenLate whether the method is interrupted when it is late
	 * @param ambiguous whether other annotations say something else
	 */
	record Before(int onFailure, boolean interruptWhenLate, boolean ambiguous) {

	}

}
