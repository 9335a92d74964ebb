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

package io.github.livehook;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import com.tngtech.archunit.lang.syntax.elements.GivenMethodsConjunction;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * The words that the {@link ArchitectureTests rules} are written in.
 */
final class Architecture {

	static final String ROOT = "io.github.livehook";

	static final String[] PACKAGES = { "event", "decision", "verification", "callback", "codec", "handler", "delivery",
			"observation", "web", "actuate", "health", "autoconfigure" };

	private static final String[] GENERAL_TYPES = { "java.util.concurrent.Executor", "java.time.InstantSource",
			"org.springframework.core.task.TaskExecutor", "org.springframework.scheduling.TaskScheduler",
			"org.springframework.web.client.RestClient", "org.springframework.web.client.RestClient$Builder",
			"tools.jackson.databind.ObjectMapper", "com.fasterxml.jackson.databind.ObjectMapper",
			"javax.sql.DataSource", "org.springframework.jdbc.core.JdbcOperations",
			"org.springframework.transaction.TransactionManager", "org.springframework.kafka.core.KafkaOperations",
			"org.springframework.kafka.core.ProducerFactory", "org.springframework.kafka.core.ConsumerFactory" };

	private Architecture() {
	}

	static String[] packages(String... packages) {
		return packages;
	}

	static String[] inRoot(String... names) {
		return Arrays.stream(names).map((name) -> ROOT + "." + name + "..").toArray(String[]::new);
	}

	/**
	 * Return the rule that a package uses those packages only, and itself.
	 * @param name the package, which may not exist yet
	 * @param lower the packages that it may use
	 * @return the rule
	 */
	static ArchRule usesOnly(String name, String... lower) {
		String[] usable = inRoot(Stream.concat(Stream.of(name), Stream.of(lower)).toArray(String[]::new));
		return ArchRuleDefinition.classes()
			.that()
			.resideInAnyPackage(inRoot(name))
			.should()
			.onlyDependOnClassesThat(
					Predicates.resideOutsideOfPackage(ROOT + "..").or(Predicates.resideInAnyPackage(usable)))
			.because("a package uses those of lower levels only, through the interfaces that these own")
			.allowEmptyShould(true);
	}

	/**
	 * Return the rule that third-party types are used in their home packages only.
	 * @param thirdParty the packages of those types
	 * @param homes the packages that may use them, besides the auto-configuration
	 * @return the rule
	 */
	static ArchRule home(String[] thirdParty, String... homes) {
		String[] allowed = inRoot(Stream.concat(Stream.of("autoconfigure"), Stream.of(homes)).toArray(String[]::new));
		return ArchRuleDefinition.noClasses()
			.that()
			.resideOutsideOfPackages(allowed)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(thirdParty)
			.because("a third-party type stays in its one home package");
	}

	static GivenClassesConjunction noRuntimeClasses() {
		return ArchRuleDefinition.noClasses().that().resideOutsideOfPackages(inRoot("autoconfigure"));
	}

	static GivenClassesConjunction autoConfigurations() {
		return ArchRuleDefinition.classes().that().areAnnotatedWith(AutoConfiguration.class);
	}

	static GivenMethodsConjunction beanMethods() {
		return ArchRuleDefinition.methods().that().areAnnotatedWith(Bean.class);
	}

	static DescribedPredicate<JavaClass> named(String className) {
		return DescribedPredicate.describe(className, (type) -> type.getName().equals(className));
	}

	static DescribedPredicate<JavaClass> ofGeneralType() {
		return DescribedPredicate.describe("a type that any application may have a bean of",
				(type) -> Arrays.stream(GENERAL_TYPES).anyMatch(type::isAssignableTo));
	}

	static DescribedPredicate<JavaMember> areNotConstructors() {
		return DescribedPredicate.describe("are not constructors", (member) -> !member.getName().equals("<init>"));
	}

	static DescribedPredicate<JavaClass> areNotForProperties() {
		return DescribedPredicate.describe("are not for properties", (type) -> !isForProperties(type));
	}

	private static boolean isForProperties(JavaClass type) {
		return type.isAnnotatedWith(ConfigurationProperties.class)
				|| type.getEnclosingClass().map(Architecture::isForProperties).orElse(false);
	}

	static ArchCondition<JavaClass> haveNullMarkedPackage() {
		return condition("have a package-info with @NullMarked", (type, events) -> {
			boolean marked = type.getPackage().tryGetPackageInfo().isPresent()
					&& type.getPackage().isAnnotatedWith(NullMarked.class);
			events.add(new SimpleConditionEvent(type, marked, "The package of " + type.getName()));
		});
	}

	static ArchCondition<JavaMethod> notBeDefaultCandidates() {
		return condition("have defaultCandidate=false", (method, events) -> {
			boolean candidate = method.getAnnotationOfType(Bean.class).defaultCandidate();
			events.add(new SimpleConditionEvent(method, !candidate, method.getDescription()));
		});
	}

	private static <T> ArchCondition<T> condition(String description, BiConsumer<T, ConditionEvents> check) {
		return new ArchCondition<>(description) {

			@Override
			public void check(T item, ConditionEvents events) {
				check.accept(item, events);
			}

		};
	}

}
