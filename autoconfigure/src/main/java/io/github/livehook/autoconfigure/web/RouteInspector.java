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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.core.io.Resource;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;

/**
 * Looks for routes on one path, as far as they say what they match.
 */
final class RouteInspector implements RouterFunctions.Visitor {

	private final String path;

	private final Consumer<Set<String>> methodsFound;

	private final Deque<Match> nesting = new ArrayDeque<>();

	RouteInspector(String path, Consumer<Set<String>> methodsFound) {
		this.path = path;
		this.methodsFound = methodsFound;
		this.nesting.push(Match.ANYTHING);
	}

	@Override
	public void startNested(RequestPredicate predicate) {
		this.nesting.push(Alternatives.of(predicate).get(0).within(this.nesting.element()));
	}

	@Override
	public void endNested(RequestPredicate predicate) {
		this.nesting.pop();
	}

	@Override
	public void route(RequestPredicate predicate, HandlerFunction<?> handlerFunction) {
		for (Match alternative : Alternatives.of(predicate)) {
			Match match = alternative.within(this.nesting.element());
			if (match.path().equals(this.path)) {
				this.methodsFound.accept(match.methods());
			}
		}
	}

	@Override
	public void resources(Function<ServerRequest, Optional<Resource>> lookupFunction) {
	}

	@Override
	public void attributes(Map<String, Object> attributes) {
	}

	@Override
	public void unknown(RouterFunction<?> routerFunction) {
	}

	/**
	 * What a predicate asks for.
	 *
	 * @param path the path, empty for any
	 * @param methods the HTTP methods, empty for any
	 */
	private record Match(String path, Set<String> methods) {

		static final Match ANYTHING = new Match("", Set.of());

		Match within(Match outer) {
			return new Match(outer.path() + this.path, this.methods.isEmpty() ? outer.methods() : this.methods);
		}

	}

	/**
	 * The alternatives that a predicate allows.
	 */
	private static final class Alternatives implements RequestPredicates.Visitor {

		private final List<Match> found = new ArrayList<>();

		private Match current = Match.ANYTHING;

		static List<Match> of(RequestPredicate predicate) {
			Alternatives alternatives = new Alternatives();
			predicate.accept(alternatives);
			alternatives.or();
			return alternatives.found;
		}

		@Override
		public void method(Set<HttpMethod> methods) {
			this.current = new Match(this.current.path(),
					methods.stream().map(HttpMethod::name).collect(Collectors.toSet()));
		}

		@Override
		public void path(String pattern) {
			this.current = new Match(pattern, this.current.methods());
		}

		@Override
		@SuppressWarnings("removal") // Abstract as long as it is there
		public void pathExtension(String extension) {
		}

		@Override
		public void header(String name, String value) {
		}

		@Override
		public void param(String name, String value) {
		}

		@Override
		public void version(String version) {
		}

		@Override
		public void startAnd() {
		}

		@Override
		public void and() {
		}

		@Override
		public void endAnd() {
		}

		@Override
		public void startOr() {
		}

		@Override
		public void or() {
			this.found.add(this.current);
			this.current = Match.ANYTHING;
		}

		@Override
		public void endOr() {
		}

		@Override
		public void startNegate() {
		}

		@Override
		public void endNegate() {
		}

		@Override
		public void unknown(RequestPredicate predicate) {
		}

	}

}
