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

import java.util.Timer;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.slf4j.Logger;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;

/**
 * The modules and packages of the design, and the house rules, as code.
 */
@AnalyzeClasses(packages = Architecture.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	@ArchTest
	static void everyClassIsInAPackageOfTheTable(JavaClasses classes) {
		ArchRuleDefinition.classes()
			.should()
			.resideInAnyPackage(Architecture.inRoot(Architecture.PACKAGES))
			.because("a new package needs a level before it has classes")
			.check(classes);
	}

	@ArchTest
	static void eventsAndVerificationStandAlone(JavaClasses classes) {
		check(classes, Architecture.usesOnly("event"), Architecture.usesOnly("verification"),
				Architecture.usesOnly("decision", "event"));
	}

	@ArchTest
	static void callbacksUseTheirPayloadsAndDecisionsOnly(JavaClasses classes) {
		check(classes, Architecture.usesOnly("callback", "event", "decision"));
	}

	@ArchTest
	static void codecAndHandlerUseCallbacksOnly(JavaClasses classes) {
		check(classes, Architecture.usesOnly("codec", "callback", "event", "decision", "verification"),
				Architecture.usesOnly("handler", "callback", "event", "decision"));
	}

	@ArchTest
	static void deliveryUsesCallbacksCodecAndHandlersOnly(JavaClasses classes) {
		check(classes,
				Architecture.usesOnly("delivery", "codec", "handler", "callback", "event", "decision", "verification"));
	}

	@ArchTest
	static void observationsUseTheDeliveryOnly(JavaClasses classes) {
		check(classes,
				Architecture.usesOnly("observation", "delivery", "handler", "callback", "decision", "verification"));
	}

	@ArchTest
	static void webReachesHandlersThroughDeliveryOnly(JavaClasses classes) {
		check(classes, Architecture.usesOnly("web", "observation", "delivery", "codec", "callback", "event", "decision",
				"verification"));
	}

	@ArchTest
	static void whatLooksAtLivehookPlugsInFromOutside(JavaClasses classes) {
		Stream.of("actuate", "health")
			.map((name) -> Architecture.usesOnly(name, "delivery", "handler", "callback", "decision", "verification"))
			.forEach((rule) -> check(classes, rule));
	}

	@ArchTest
	static void nothingUsesTheAutoConfiguration(JavaClasses classes) {
		Architecture.noRuntimeClasses()
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(Architecture.inRoot("autoconfigure"))
			.because("the runtime never knows its wiring")
			.check(classes);
	}

	@ArchTest
	static void packagesHaveNoCycles(JavaClasses classes) {
		SlicesRuleDefinition.slices()
			.matching(Architecture.ROOT + ".(**)")
			.should()
			.beFreeOfCycles()
			.because("levels only go down")
			.check(classes);
	}

	@ArchTest
	static void thirdPartyTypesStayAtHome(JavaClasses classes) {
		check(classes,
				Architecture.home(Architecture.packages("jakarta.servlet..", "org.springframework.web.servlet.."),
						"web.servlet"),
				Architecture.home(Architecture.packages("tools.jackson.."), "codec"),
				Architecture.home(Architecture.packages("com.fasterxml.jackson.annotation.."), "event", "codec"),
				Architecture
					.home(Architecture.packages("com.fasterxml.jackson.core..", "com.fasterxml.jackson.databind..")),
				Architecture.home(Architecture.packages("org.springframework.jdbc..",
						"org.springframework.transaction..", "java.sql..", "javax.sql.."), "delivery.jdbc"),
				Architecture.home(Architecture.packages("org.apache.kafka..", "org.springframework.kafka.."),
						"delivery.kafka"),
				Architecture.home(Architecture.packages("io.micrometer.."), "observation"),
				Architecture.home(Architecture.packages("org.springframework.security..")),
				Architecture.home(Architecture.packages("org.apache.catalina..", "org.apache.coyote..",
						"org.apache.tomcat..", "org.eclipse.jetty..")));
	}

	@ArchTest
	static void runtimeNeverReadsProperties(JavaClasses classes) {
		Architecture.noRuntimeClasses()
			.should()
			.dependOnClassesThat(Predicates
				.resideInAnyPackage("org.springframework.core.env..", "org.springframework.boot.context.properties..",
						"org.springframework.boot.autoconfigure..")
				.or(Architecture.named("org.springframework.context.EnvironmentAware"))
				.or(Architecture.named("org.springframework.beans.factory.annotation.Value")))
			.because("constructors take values")
			.check(classes);
	}

	@ArchTest
	static void packagesAreNullMarked(JavaClasses classes) {
		ArchRuleDefinition.classes()
			.should(Architecture.haveNullMarkedPackage())
			.because("null-safety is checked in marked code only")
			.check(classes);
	}

	@ArchTest
	static void autoConfigurationsArePublicAndFinal(JavaClasses classes) {
		Architecture.autoConfigurations()
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration")
			.because("others name them in 'after' and 'exclude', and none is made to be extended")
			.check(classes);
	}

	@ArchTest
	static void autoConfigurationsHaveNoPublicMembers(JavaClasses classes) {
		ArchRuleDefinition.members()
			.that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.and(Architecture.areNotConstructors())
			.should()
			.notBePublic()
			.because("only the name of an auto-configuration is an API")
			.check(classes);
	}

	@ArchTest
	static void whatOnlySpringFindsIsNotPublic(JavaClasses classes) {
		ArchRuleDefinition.classes()
			.that(Predicates.assignableTo("org.springframework.context.annotation.Condition")
				.or(Predicates.assignableTo("org.springframework.boot.diagnostics.FailureAnalyzer"))
				.or(Predicates.assignableTo("org.springframework.aot.hint.RuntimeHintsRegistrar")))
			.should()
			.notBePublic()
			.because("public is a decision")
			.check(classes);
	}

	@ArchTest
	static void beanMethodsAreNotPublic(JavaClasses classes) {
		Architecture.beanMethods().should().notBePublic().because("only Spring calls them").check(classes);
	}

	@ArchTest
	static void postProcessorBeanMethodsAreStatic(JavaClasses classes) {
		Architecture.beanMethods()
			.and()
			.haveRawReturnType(Predicates.assignableTo(BeanPostProcessor.class)
				.or(Predicates.assignableTo(BeanFactoryPostProcessor.class)))
			.should()
			.beStatic()
			.because("otherwise their configuration is created before other post-processors")
			.check(classes);
	}

	@ArchTest
	static void beansOfGeneralTypesAreNoDefaultCandidates(JavaClasses classes) {
		Architecture.beanMethods()
			.and()
			.haveRawReturnType(Architecture.ofGeneralType())
			.should(Architecture.notBeDefaultCandidates())
			.because("Livehook must neither replace nor satisfy a bean of the application")
			.check(classes);
	}

	@ArchTest
	static void classesAreFinal(JavaClasses classes) {
		ArchRuleDefinition.classes()
			.that()
			.areNotInterfaces()
			.and()
			.areNotEnums()
			.and()
			.areNotAnonymousClasses()
			.and()
			.areNotAssignableTo(Throwable.class)
			.and()
			.doNotHaveModifier(JavaModifier.ABSTRACT)
			.and()
			.doNotHaveModifier(JavaModifier.SYNTHETIC)
			.and(Architecture.areNotForProperties())
			.should()
			.haveModifier(JavaModifier.FINAL)
			.because("a class that is made for extension says so by being abstract")
			.check(classes);
	}

	@ArchTest
	static void namesSayWhatAClassIs(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.should()
			.haveNameMatching(".*(Impl|Helper|Helpers|Util|Utils|Manager)(\\$.*)?")
			.because("such a name fits anything")
			.check(classes);
	}

	@ArchTest
	static void nothingIsInjectedIntoFields(JavaClasses classes) {
		GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(classes);
	}

	@ArchTest
	static void loggersAreConstants(JavaClasses classes) {
		ArchRuleDefinition.fields()
			.that()
			.haveRawType(Logger.class)
			.should()
			.bePrivate()
			.andShould()
			.beStatic()
			.andShould()
			.beFinal()
			.because("a logger belongs to its class")
			.check(classes);
	}

	@ArchTest
	static void logsGoToSlf4j(JavaClasses classes) {
		GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(classes);
		GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(classes);
		check(classes, Architecture
			.home(Architecture.packages("org.apache.commons.logging..", "org.apache.logging..", "ch.qos.logback..")));
	}

	@ArchTest
	static void nothingSleeps(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.should()
			.callMethodWhere(JavaAccess.Predicates.target(HasName.Predicates.name("sleep"))
				.and(JavaAccess.Predicates.target(With.owner(Predicates.assignableTo(Thread.class))
					.or(With.owner(Predicates.assignableTo(TimeUnit.class))))))
			.because("time comes in from outside")
			.check(classes);
	}

	@ArchTest
	static void nothingStartsThreadsByItself(JavaClasses classes) {
		ArchRuleDefinition.noClasses()
			.should()
			.callConstructorWhere(JavaAccess.Predicates.target(With.owner(Predicates.assignableTo(Thread.class))))
			.orShould()
			.dependOnClassesThat()
			.areAssignableTo(Timer.class)
			.because("threads have names and owners that close them")
			.check(classes);
	}

	private static void check(JavaClasses classes, ArchRule... rules) {
		for (ArchRule rule : rules) {
			rule.check(classes);
		}
	}

}
