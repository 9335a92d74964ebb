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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ReflectionUtils;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.delivery.RetryPolicy;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.DeliveryRetry;
import io.github.livehook.handler.OnCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for values of annotations that make a handler which cannot work, instead of
 * stopping the start-up. Each line of the input is a value.
 */
public final class AnnotationFuzzer {

	private static final RetryPolicy PROPERTIES = new RetryPolicy(10, Duration.ofSeconds(1), 2, Duration.ofMinutes(10),
			0.1, List.of(), Duration.ofMinutes(1));

	private static final HandlerMethodFactory FACTORY = factory();

	private AnnotationFuzzer() {
	}

	private static HandlerMethodFactory factory() {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.addEmbeddedValueResolver(new StandardEnvironment()::resolveRequiredPlaceholders);
		return new HandlerMethodFactory(beanFactory, CommandCatalog.standard(), JsonNode.class::equals);
	}

	public static void fuzzerTestOneInput(byte[] input) {
		String[] lines = Arrays.copyOf(new String(input, StandardCharsets.UTF_8).split("\n", -1), 9);
		String id = text(lines[0]);
		String[] commands = text(lines[1]).split(",", -1);
		DeliveryRetry retry = annotation(DeliveryRetry.class,
				Map.of("delay", text(lines[2]), "maxDelay", text(lines[3]), "handlerTimeout", text(lines[4]),
						"maxAttempts", number(lines[5], Integer::valueOf, 0), "multiplier",
						number(lines[6], Double::valueOf, 0.0), "jitter", number(lines[7], Double::valueOf, -1.0)))
			.synthesize();
		MergedAnnotation<OnCallback> on = annotation(OnCallback.class, Map.of("value", commands, "id", id));
		CallbackHandler handler = create(
				method("handle", new AnnotatedMethods.Annotations(List.of(on), List.of(), retry)),
				FACTORY::createHandler);
		if (handler != null) {
			checkRetry(PROPERTIES.with(handler.retry()));
		}
		MergedAnnotation<BeforeCallback> before = annotation(BeforeCallback.class, Map.of("value", commands, "id", id,
				"onFailure", number(lines[8], Integer::valueOf, BeforeCallback.AS_DOCUMENTED)));
		DecisionHandler decisionHandler = create(
				method("decide", new AnnotatedMethods.Annotations(List.of(), List.of(before), null)),
				FACTORY::createDecisionHandler);
		if (decisionHandler != null) {
			assertThat(decisionHandler.onFailure()).isInstanceOf(decisionHandler.decisionType());
			assertThat(decisionHandler.commands()).isNotEmpty().doesNotContain(OnCallback.ANY);
		}
	}

	private static String text(@Nullable String line) {
		return (line != null) ? line : "";
	}

	private static <N extends Number> N number(@Nullable String line, Function<String, N> parser, N other) {
		try {
			return parser.apply(text(line));
		}
		catch (NumberFormatException ex) {
			return other;
		}
	}

	private static <A extends Annotation> MergedAnnotation<A> annotation(Class<A> type,
			Map<String, Object> attributes) {
		return MergedAnnotation.of(type, attributes);
	}

	private static AnnotatedMethod method(String name, AnnotatedMethods.Annotations annotations) {
		return new AnnotatedMethod("bean", ResolvableType.forClass(Annotated.class),
				ReflectionUtils.findMethod(Annotated.class, name, JsonNode.class), annotations);
	}

	private static <H extends CallbackHandler> @Nullable H create(AnnotatedMethod method,
			Function<AnnotatedMethod, H> factory) {
		try {
			HandlerMethodRules.check(method, null);
			H handler = factory.apply(method);
			assertThat(handler.id()).isNotBlank();
			assertThat(handler.commands()).isSubsetOf(spellings(method));
			return handler;
		}
		catch (InvalidHandlerException ex) {
			assertThat(ex.getMessage()).startsWith(method.description() + " cannot handle callbacks: ");
			assertThat(ex.getAction()).isNotBlank();
			return null;
		}
	}

	private static Set<String> spellings(AnnotatedMethod method) {
		return method.annotations()
			.commands()
			.stream()
			.flatMap((command) -> CommandCatalog.standard().spellingsOf(command).stream())
			.collect(Collectors.toSet());
	}

	private static void checkRetry(RetryPolicy policy) {
		for (int attempt : new int[] { 1, 2, 10, 1000, Integer.MAX_VALUE }) {
			assertThat(policy.delayAfter(attempt, new Random(attempt))).isBetween(Duration.ZERO, policy.maxDelay());
		}
		assertThat(policy.handlerTimeout()).isBetween(Duration.ofNanos(1), RetryPolicy.LONGEST);
		assertThat(policy.isExhausted(Integer.MAX_VALUE)).isTrue();
	}

	static class Annotated {

		void handle(JsonNode body) {
		}

		CallbackDecision decide(JsonNode body) {
			return CallbackDecision.allow();
		}

	}

}
