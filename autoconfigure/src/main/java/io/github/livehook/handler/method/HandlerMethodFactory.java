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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.util.StringUtils;

import io.github.livehook.callback.CallbackCommand;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.decision.DecisionKind;
import io.github.livehook.event.CallbackPayload;
import io.github.livehook.event.UnknownCallback;
import io.github.livehook.handler.BeforeCallback;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.DecisionHandler;
import io.github.livehook.handler.OnCallback;

/**
 * Creates handlers of annotated methods, if their commands, parameters and results fit
 * together.
 */
final class HandlerMethodFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final CommandCatalog catalog;

	private final Predicate<Type> bodyTypes;

	private final RetryResolver retries;

	/**
	 * Create a factory.
	 * @param beanFactory the factory of the beans
	 * @param catalog the commands
	 * @param bodyTypes the types besides the records that a body can be read as
	 */
	HandlerMethodFactory(ConfigurableListableBeanFactory beanFactory, CommandCatalog catalog,
			Predicate<Type> bodyTypes) {
		this.beanFactory = beanFactory;
		this.catalog = catalog;
		this.bodyTypes = bodyTypes;
		this.retries = new RetryResolver(beanFactory::resolveEmbeddedValue);
	}

	CallbackHandler createHandler(AnnotatedMethod method) {
		Set<String> named = namedCommands(method);
		Set<String> commands = named.contains(OnCallback.ANY) ? Set.of() : commands(method, named);
		HandlerMethodRules.checkResult(method);
		checkParameters(method, commands);
		return new HandlerMethod.Handling(this.beanFactory, method, id(method), commands, this.retries.resolve(method));
	}

	DecisionHandler createDecisionHandler(AnnotatedMethod method) {
		Set<String> commands = commands(method, namedCommands(method));
		Map<String, DecisionKind<?>> kinds = decisionKinds(method, commands);
		Class<? extends Decision> type = HandlerMethodRules.decisionType(method, kinds.values());
		Decision onFailure = onFailure(method, type, kinds);
		checkParameters(method, commands);
		return new HandlerMethod.Deciding(this.beanFactory, method, id(method), commands, type, onFailure);
	}

	private String id(AnnotatedMethod method) {
		String id = resolve(method, method.annotations().id());
		return id.isEmpty() ? method.beanName() + "." + method.name() : id;
	}

	private Set<String> namedCommands(AnnotatedMethod method) {
		return method.annotations()
			.commands()
			.stream()
			.map((command) -> resolve(method, command))
			.collect(Collectors.toSet());
	}

	private String resolve(AnnotatedMethod method, String text) {
		try {
			String resolved = this.beanFactory.resolveEmbeddedValue(text);
			if (text.isEmpty() || (StringUtils.hasText(resolved) && !resolved.contains("${"))) {
				return (resolved != null) ? resolved.strip() : "";
			}
		}
		catch (IllegalArgumentException ex) {
			// The text says enough
		}
		throw method.invalid("nothing says what %s in its annotation is".formatted(text),
				"Set the property, or give it a default, such as ${my.command:State.StateChange}.");
	}

	private Set<String> commands(AnnotatedMethod method, Set<String> named) {
		Set<String> commands = new LinkedHashSet<>();
		for (String command : named) {
			commands.addAll(command.isEmpty() ? commandsOfRecord(method) : this.catalog.spellingsOf(command));
		}
		return commands;
	}

	private Set<String> commandsOfRecord(AnnotatedMethod method) {
		for (Type type : method.parameterTypes()) {
			Set<String> commands = commandsOf(type);
			if (!commands.isEmpty()) {
				return commands;
			}
		}
		throw method.invalid("its annotation names no command, and it takes no record of one",
				method.decides()
						? "Name the command, for example @BeforeCallback(\"Group.CallbackBeforeSendMsg\"), or take its "
								+ "record, for example MessageRequest."
						: "Name the command, for example @OnCallback(\"State.StateChange\"), or take its record, for "
								+ "example StateChanged. For every command, write @OnCallback(OnCallback.ANY).");
	}

	private Map<String, DecisionKind<?>> decisionKinds(AnnotatedMethod method, Set<String> commands) {
		Map<String, DecisionKind<?>> kinds = new LinkedHashMap<>();
		commands.forEach((command) -> kinds.put(command, decisionKind(method, command)));
		return kinds;
	}

	private DecisionKind<?> decisionKind(AnnotatedMethod method, String command) {
		if (command.equals(OnCallback.ANY)) {
			throw method.invalid("it cannot decide on every command", "Name the commands to decide on.");
		}
		DecisionKind<?> kind = this.catalog.decisionOf(command);
		if (kind == null && this.catalog.find(command) != null) {
			throw method.invalid(command + " is sent after something has happened, so there is nothing to decide",
					"Use @OnCallback, or the annotation of the command.");
		}
		return (kind != null) ? kind : DecisionKind.GENERAL;
	}

	private Decision onFailure(AnnotatedMethod method, Class<? extends Decision> type,
			Map<String, DecisionKind<?>> kinds) {
		Set<Decision> decisions = new LinkedHashSet<>();
		kinds.forEach((command, kind) -> decisions.add(onFailure(method, type, command, kind)));
		if (decisions.size() > 1) {
			throw method.invalid(
					"its annotation sets no onFailure, and Tencent documents different ones for its commands",
					"Set onFailure, or write a method for each of them.");
		}
		return decisions.iterator().next();
	}

	private Decision onFailure(AnnotatedMethod method, Class<? extends Decision> type, String command,
			DecisionKind<?> kind) {
		int code = method.annotations().before().get(0).getInt("onFailure");
		if (code == BeforeCallback.AS_DOCUMENTED) {
			if (kind == DecisionKind.GENERAL && this.catalog.find(command) == null) {
				throw method.invalid("its annotation sets no onFailure, and Livehook does not know what Tencent "
						+ "documents for " + command, "Set onFailure, for example to 0 to let it happen.");
			}
			code = kind.onFailure();
		}
		try {
			Decision decision = kind.decisionOf(code);
			return type.isInstance(decision) ? decision : CallbackDecision.of(code);
		}
		catch (IllegalArgumentException ex) {
			throw method.invalid("its onFailure is %d, which is no response to %s".formatted(code, command),
					ex.getMessage() + ".");
		}
	}

	private void checkParameters(AnnotatedMethod method, Set<String> commands) {
		List<Type> types = method.parameterTypes();
		for (Type type : types) {
			if (Collections.frequency(types, type) > 1) {
				throw method.invalid("it takes " + ResolvableType.forType(type).toClass().getSimpleName() + " twice",
						"Take each parameter at most once.");
			}
			if (isBean(type)) {
				throw method.invalid("it takes " + type.getTypeName() + ", which is a bean and no body",
						"Take the bean in the constructor of the class. " + parametersFor(commands));
			}
			String problem = problemOf(type, commands);
			if (problem != null) {
				throw method.invalid(problem, parametersFor(commands));
			}
		}
	}

	// Those of a record, or of all records that share an interface
	private Set<String> commandsOf(Type type) {
		if (type == CallbackPayload.class || type == UnknownCallback.class || !(type instanceof Class<?> plain)
				|| !CallbackPayload.class.isAssignableFrom(plain)) {
			return Set.of();
		}
		return this.catalog.commands()
			.stream()
			.filter((command) -> command.payloadType() != null && plain.isAssignableFrom(command.payloadType()))
			.flatMap((command) -> command.names().stream())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private boolean isBean(Type type) {
		return type instanceof Class<?> plain && !plain.getPackageName().startsWith("java.")
				&& !plain.getName().startsWith("tools.jackson.")
				&& this.beanFactory.getBeanNamesForType(plain, true, false).length > 0;
	}

	private @Nullable String problemOf(Type type, Set<String> commands) {
		if (type == CallbackMetadata.class || type == CallbackPayload.class || type == UnknownCallback.class) {
			return null;
		}
		Set<String> own = commandsOf(type);
		if (!own.isEmpty()) {
			return (!commands.isEmpty() && own.containsAll(commands)) ? null
					: "it takes %s, the record of %s, but handles %s".formatted(((Class<?>) type).getSimpleName(),
							String.join(", ", own),
							commands.isEmpty() ? "every command" : String.join(", ", new TreeSet<>(commands)));
		}
		return this.bodyTypes.test(type) ? null
				: "it takes %s, which no body can be read as".formatted(type.getTypeName());
	}

	private String parametersFor(Set<String> commands) {
		CallbackCommand command = commands.isEmpty() ? null : this.catalog.find(commands.iterator().next());
		boolean single = command != null && Set.copyOf(command.names()).equals(commands);
		Class<?> record = (command != null && single) ? command.payloadType() : null;
		return "Take %s, a record or class of your own that Jackson can create and fill, JsonNode, Map, String, byte[], "
			.concat("CallbackMetadata or nothing, each at most once.")
			.formatted((record != null) ? record.getSimpleName() : "UnknownCallback");
	}

}
