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

package io.github.livehook.autoconfigure.web;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.InvalidLivehookConfigurationException;
import io.github.livehook.autoconfigure.LivehookContexts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ApplicationMappings} and {@link RouteInspector}.
 */
class ApplicationMappingsTests {

	private static final String PATH = "/webhooks/tencent-live";

	private static final String ACTION = "Remove that mapping, or set livehook.path to another path and change the URL "
			+ "at Tencent.";

	private final WebApplicationContextRunner contextRunner = LivehookContexts.servlet();

	@Test
	void whenControllerMapsPostThenFailureNamesItsMethod() {
		this.contextRunner.withUserConfiguration(PostController.class)
			.run(LivehookContexts.failure(conflictWith(PostController.class.getName() + "#post()"), ACTION));
	}

	@Test
	void whenControllerMapsEveryMethodThenFailureNamesItsMethod() {
		this.contextRunner.withUserConfiguration(AnyMethodController.class)
			.run(LivehookContexts.failure(conflictWith(AnyMethodController.class.getName() + "#any()"), ACTION));
	}

	@ParameterizedTest
	@ValueSource(classes = { UrlMapping.class, BeanNameMapping.class, PlainRoute.class, NestedRoute.class,
			AnyMethodRoute.class, AlternativeRoutes.class })
	void whenAnotherMappingHasPostThenFailure(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOfSatisfying(InvalidLivehookConfigurationException.class,
					(failure) -> {
						assertThat(failure)
							.hasMessageStartingWith("POST " + PATH + " is mapped by the application itself");
						assertThat(failure.getAction()).isEqualTo(ACTION);
					});
		});
	}

	@Test
	void whenBeansAreLazyThenConflictIsStillFoundAtStartUp() {
		this.contextRunner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withUserConfiguration(PostController.class)
			.run(LivehookContexts.failure(conflictWith(PostController.class.getName() + "#post()"), ACTION));
	}

	@Test
	void whenPathIsAnotherThenPostOfControllerIsItsOwn() {
		this.contextRunner.withUserConfiguration(PostController.class)
			.withPropertyValues("livehook.path=/tencent")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { GetController.class, GetRoute.class, NestedGetRoute.class })
	void whenApplicationMapsGetThenGetIsItsOwnAndPostIsOurs(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasNotFailed();
			Webhook webhook = new Webhook(context);
			assertThat(webhook.send(HttpMethod.GET)).hasStatusOk().bodyText().isEqualTo("of the application");
			assertThat(webhook.post(SignedQuery.now(), "{}")).hasStatusOk().bodyText().contains("ActionStatus");
			assertThat(webhook.send(HttpMethod.DELETE)).hasStatus(405).bodyText().contains("ActionStatus");
		});
	}

	@Test
	void whenApplicationMapsGetThenHeadIsItsOwnAsInSpringMvc() {
		this.contextRunner.withUserConfiguration(GetController.class)
			.run((context) -> assertThat(new Webhook(context).send(HttpMethod.HEAD)).hasStatusOk());
	}

	@ParameterizedTest
	@ValueSource(classes = { CatchAllController.class, VariableController.class, CatchAllUrlMapping.class })
	void whenApplicationMapsAPatternThenPostIsOurs(Class<?> configuration) {
		this.contextRunner.withUserConfiguration(configuration).run((context) -> {
			assertThat(context).hasNotFailed();
			Webhook webhook = new Webhook(context);
			assertThat(webhook.post(SignedQuery.now(), "{}")).hasStatusOk().bodyText().contains("ActionStatus");
			assertThat(webhook.send(HttpMethod.GET)).hasStatus(405).bodyText().contains("ActionStatus");
			assertThat(new Webhook(context, "/webhooks/other").post("", "{}")).hasStatusOk()
				.bodyText()
				.isEqualTo("of the application");
		});
	}

	private static String conflictWith(String handler) {
		return "POST %s is mapped by the application itself, to %s, and is the path of the webhook endpoint"
			.formatted(PATH, handler);
	}

	private static ServerResponse respond() {
		return ServerResponse.ok().body("of the application");
	}

	private static HttpRequestHandler handler() {
		return (request, response) -> response.getWriter().write("of the application");
	}

	@RestController
	static class PostController {

		@PostMapping(PATH)
		String post() {
			return "of the application";
		}

	}

	@RestController
	@RequestMapping("/webhooks")
	static class AnyMethodController {

		@RequestMapping("/tencent-live")
		String any() {
			return "of the application";
		}

	}

	@RestController
	static class GetController {

		@GetMapping(PATH)
		String get() {
			return "of the application";
		}

	}

	@RestController
	static class CatchAllController {

		@RequestMapping("/**")
		String any() {
			return "of the application";
		}

	}

	@RestController
	static class VariableController {

		@RequestMapping("/webhooks/{name}")
		String any() {
			return "of the application";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CatchAllUrlMapping {

		@Bean
		SimpleUrlHandlerMapping mapping() {
			return new SimpleUrlHandlerMapping(Map.of("/**", handler()), -1);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UrlMapping {

		@Bean
		SimpleUrlHandlerMapping mapping() {
			return new SimpleUrlHandlerMapping(Map.of(PATH, handler()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanNameMapping {

		@Bean(PATH)
		HttpRequestHandler ownHandler() {
			return handler();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainRoute {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route().POST(PATH, (request) -> respond()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NestedRoute {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route()
				.path("/webhooks", (webhooks) -> webhooks.POST("/tencent-live", (request) -> respond()))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AnyMethodRoute {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route(RequestPredicates.path(PATH), (request) -> respond());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AlternativeRoutes {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route(RequestPredicates.POST(PATH).or(RequestPredicates.POST("/other")),
					(request) -> respond());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class GetRoute {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.route().GET(PATH, (request) -> respond()).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class NestedGetRoute {

		@Bean
		RouterFunction<ServerResponse> route() {
			return RouterFunctions.nest(RequestPredicates.method(HttpMethod.GET),
					RouterFunctions.route(RequestPredicates.path(PATH), (request) -> respond()));
		}

	}

}
