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

import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;

/**
 * {@link CallbackHandlers} of a bean factory: the annotated methods of its beans, and its
 * beans of type {@link CallbackHandler}. They are found when the singletons have been
 * created. Beans with annotated methods are found by their types and are not created for
 * it; beans of type {@code CallbackHandler} are created, because only they themselves
 * know their commands.
 *
 * @since 0.1.0
 */
public final class BeanFactoryCallbackHandlers implements CallbackHandlers, SmartInitializingSingleton {

	private final HandlerDetector detector;

	private final HandlerMethodFactory factory;

	private final CommandCatalog catalog;

	private final UnregisteredHandlerPostProcessor createdBeans;

	private volatile @Nullable Index index;

	/**
	 * Create the handlers of a bean factory.
	 * @param beanFactory the bean factory
	 * @param catalog the commands
	 * @param bodyTypes the types besides the records that a body can be read as
	 * @param createdBeans the check of beans that are created
	 */
	public BeanFactoryCallbackHandlers(ConfigurableListableBeanFactory beanFactory, CommandCatalog catalog,
			Predicate<Type> bodyTypes, UnregisteredHandlerPostProcessor createdBeans) {
		this.detector = new HandlerDetector(beanFactory);
		this.factory = new HandlerMethodFactory(beanFactory, catalog, bodyTypes);
		this.catalog = catalog;
		this.createdBeans = createdBeans;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<AnnotatedMethod> methods = this.detector.annotatedMethods();
		List<AnnotatedMethod> deciding = methods.stream().filter(AnnotatedMethod::decides).toList();
		List<AnnotatedMethod> handling = methods.stream().filter((method) -> !method.decides()).toList();
		Map<String, CallbackHandler> beans = this.detector.beansOfType(CallbackHandler.class);
		Map<String, DecisionHandler> decisionBeans = this.detector.beansOfType(DecisionHandler.class);
		beans.keySet().removeAll(decisionBeans.keySet());
		this.index = new Index(inOrder(handling, this.factory::createHandler, beans),
				inOrder(deciding, this.factory::createDecisionHandler, decisionBeans), this.catalog);
		this.createdBeans.handlersFound(methods);
	}

	private <T> List<T> inOrder(List<AnnotatedMethod> methods, Function<AnnotatedMethod, T> factory,
			Map<String, T> beans) {
		record Ranked<T>(int order, T handler) {
		}
		return Stream
			.concat(methods.stream().map((method) -> new Ranked<>(this.detector.order(method), factory.apply(method))),
					beans.entrySet()
						.stream()
						.map((bean) -> new Ranked<>(this.detector.order(bean.getKey(), bean.getValue()),
								bean.getValue())))
			.sorted(Comparator.comparingInt(Ranked::order))
			.map(Ranked::handler)
			.toList();
	}

	@Override
	public List<CallbackHandler> handlers() {
		return index().handlers;
	}

	@Override
	public List<DecisionHandler> decisionHandlers() {
		return index().decisionHandlers;
	}

	@Override
	public List<CallbackHandler> forCommand(String command) {
		Index index = index();
		return index.byCommand.getOrDefault(command, index.forEveryCommand);
	}

	@Override
	public @Nullable DecisionHandler decisionHandler(String command) {
		return index().decisionHandlersByCommand.get(command);
	}

	private Index index() {
		Index index = this.index;
		if (index == null) {
			throw new IllegalStateException("The handlers are found when all singletons have been created");
		}
		return index;
	}

	/**
	 * The handlers by all spellings of their commands.
	 */
	private static final class Index {

		private final CommandCatalog catalog;

		private final List<CallbackHandler> handlers;

		private final List<DecisionHandler> decisionHandlers;

		private final List<CallbackHandler> forEveryCommand;

		private final Map<String, List<CallbackHandler>> byCommand = new HashMap<>();

		private final Map<String, DecisionHandler> decisionHandlersByCommand = new HashMap<>();

		Index(List<CallbackHandler> handlers, List<DecisionHandler> decisionHandlers, CommandCatalog catalog) {
			this.catalog = catalog;
			this.handlers = handlers;
			this.decisionHandlers = decisionHandlers;
			checkIds();
			this.forEveryCommand = select(Set.of());
			handlers.stream().flatMap((handler) -> handler.commands().stream()).forEach(this::add);
			decisionHandlers.forEach(this::add);
		}

		private void checkIds() {
			Map<String, CallbackHandler> byId = new HashMap<>();
			Stream.concat(this.handlers.stream(), this.decisionHandlers.stream()).forEach((handler) -> {
				CallbackHandler other = byId.put(handler.id(), handler);
				if (other != null) {
					throw new InvalidHandlerException(
							"%s and %s have the same handler id '%s'".formatted(other.description(),
									handler.description(), handler.id()),
							"Give one of them an id of its own, for example @OnBattleStart(id = \"...\").");
				}
			});
		}

		private void add(String command) {
			List<String> spellings = this.catalog.spellingsOf(command);
			List<CallbackHandler> selected = select(spellings);
			spellings.forEach((spelling) -> this.byCommand.put(spelling, selected));
		}

		private List<CallbackHandler> select(Collection<String> spellings) {
			return this.handlers.stream().filter((handler) -> {
				Set<String> commands = handler.commands();
				return commands.isEmpty() || commands.contains(OnCallback.ANY)
						|| !Collections.disjoint(commands, spellings);
			}).toList();
		}

		private void add(DecisionHandler handler) {
			if (handler.commands().isEmpty()) {
				throw new InvalidHandlerException(handler.description() + " names no command to decide on",
						"Return the commands from its method commands().");
			}
			for (String command : handler.commands()) {
				checkDecision(handler, command);
				for (String spelling : this.catalog.spellingsOf(command)) {
					DecisionHandler other = this.decisionHandlersByCommand.put(spelling, handler);
					if (other != null && other != handler) {
						throw new InvalidHandlerException("%s and %s both decide on %s".formatted(other.description(),
								handler.description(), spelling),
								"Remove one of them: a before-callback has one response.");
					}
				}
			}
		}

		private void checkDecision(DecisionHandler handler, String command) {
			DecisionKind<?> kind = this.catalog.decisionOf(command);
			boolean known = this.catalog.find(command) != null || (kind != null && kind != DecisionKind.GENERAL);
			if (known && (kind == null || !kind.accepts(handler.decisionType()))) {
				throw new InvalidHandlerException(
						"%s decides on %s with a %s".formatted(handler.description(), command,
								handler.decisionType().getSimpleName()),
						(kind != null) ? "Return a %s.".formatted(kind.type().getSimpleName())
								: "Remove the command: it is sent after something has happened.");
			}
			if (kind != null) {
				checkOnFailure(handler, command, kind);
			}
		}

		private void checkOnFailure(DecisionHandler handler, String command, DecisionKind<?> kind) {
			int code = handler.onFailure().code();
			try {
				kind.decisionOf(code);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidHandlerException("The onFailure of %s is %d, which is no response to %s"
					.formatted(handler.description(), code, command), ex.getMessage() + ".");
			}
		}

	}

}
