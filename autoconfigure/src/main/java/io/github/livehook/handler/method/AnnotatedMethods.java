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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.stereotype.Component;
import org.springframework.util.ConcurrentReferenceHashMap;
import org.springframework.util.StringUtils;

import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.DeliveryRetry;
import io.github.livehook.handler.OnCallback;

/**
 * The methods of a type that have an annotation of a handler, or one that is composed of
 * it, inherited methods and those of interfaces included.
 */
final class AnnotatedMethods {

	private static final Logger logger = LoggerFactory.getLogger(AnnotatedMethods.class);

	private static final Set<Class<? extends Annotation>> ANNOTATIONS = Set.of(OnCallback.class, BeforeCallback.class,
			DeliveryRetry.class);

	private static final Map<Class<?>, Map<Method, Annotations>> cache = new ConcurrentReferenceHashMap<>();

	private AnnotatedMethods() {
	}

	static List<AnnotatedMethod> of(String beanName, ResolvableType beanType) {
		return find(beanType.toClass()).entrySet()
			.stream()
			.map((entry) -> new AnnotatedMethod(beanName, beanType, entry.getKey(), entry.getValue()))
			.sorted(Comparator.comparing((method) -> method.method().toString()))
			.toList();
	}

	static Map<Method, Annotations> find(Class<?> type) {
		boolean candidate = AnnotationUtils.isCandidateClass(type, ANNOTATIONS) && !isOfSpring(type);
		return candidate ? cache.computeIfAbsent(type, AnnotatedMethods::introspect) : Map.of();
	}

	private static boolean isOfSpring(Class<?> type) {
		return type.getName().startsWith("org.springframework.")
				&& !AnnotatedElementUtils.isAnnotated(type, Component.class);
	}

	private static Map<Method, Annotations> introspect(Class<?> type) {
		try {
			return MethodIntrospector.selectMethods(type, (MetadataLookup<Annotations>) AnnotatedMethods::annotations);
		}
		catch (LinkageError | TypeNotPresentException | IllegalStateException ex) {
			logger.warn("The methods of {} cannot be looked at, so none is a handler: {}", type.getName(),
					NestedExceptionUtils.getMostSpecificCause(ex).toString());
			return Map.of();
		}
	}

	private static @Nullable Annotations annotations(Method method) {
		MergedAnnotations annotations = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
		if (ANNOTATIONS.stream().noneMatch(annotations::isPresent)) {
			return null;
		}
		return new Annotations(nearest(annotations, OnCallback.class), nearest(annotations, BeforeCallback.class),
				annotations.get(DeliveryRetry.class).synthesize(MergedAnnotation::isPresent).orElse(null));
	}

	private static <A extends Annotation> List<MergedAnnotation<A>> nearest(MergedAnnotations annotations,
			Class<A> type) {
		List<MergedAnnotation<A>> all = annotations.stream(type).toList();
		return all.stream()
			.filter((annotation) -> annotation.getAggregateIndex() == all.get(0).getAggregateIndex())
			.toList();
	}

	/**
	 * The annotations of a method that are about callbacks.
	 *
	 * @param on those that make it a handler of events
	 * @param before those that make it a decision handler
	 * @param retry the retry settings, {@code null} if there are none
	 */
	record Annotations(List<MergedAnnotation<OnCallback>> on, List<MergedAnnotation<BeforeCallback>> before,
			@Nullable DeliveryRetry retry) {

		/**
		 * Return the commands that are named.
		 * @return the commands, with an empty one for each annotation that names none
		 */
		Set<String> commands() {
			return handlers().map((annotation) -> annotation.getStringArray(MergedAnnotation.VALUE))
				.flatMap((commands) -> (commands.length > 0) ? Arrays.stream(commands) : Stream.of(""))
				.collect(Collectors.toUnmodifiableSet());
		}

		/**
		 * Return the id of the handler.
		 * @return the id, empty for the default
		 */
		String id() {
			return handlers().map((annotation) -> annotation.getString("id"))
				.filter(StringUtils::hasText)
				.findFirst()
				.orElse("");
		}

		private Stream<MergedAnnotation<?>> handlers() {
			return Stream.concat(this.before.stream(), this.on.stream());
		}

	}

}
