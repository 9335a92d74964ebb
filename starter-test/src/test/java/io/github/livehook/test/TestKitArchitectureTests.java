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

package io.github.livehook.test;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * What the packages of the kit may use.
 */
@AnalyzeClasses(packages = "io.github.livehook.test", importOptions = ImportOption.DoNotIncludeTests.class)
class TestKitArchitectureTests {

	// The JSON library of the codec must not get into tests of applications
	@ArchTest
	static final ArchRule KIT_DOES_NOT_KNOW_JACKSON = ArchRuleDefinition.noClasses()
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");

	// They are optional: without them, everything but the sender must work
	@ArchTest
	static final ArchRule ONLY_THE_SENDER_USES_ITS_LIBRARIES = ArchRuleDefinition.noClasses()
		.that()
		.resideOutsideOfPackage("io.github.livehook.test.sender")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("picocli..", "me.tongfei..", "io.github.livehook.test.sender");

	@ArchTest
	static final ArchRule REQUESTS_AND_ASSERTIONS_DO_NOT_USE_THE_SLICE = ArchRuleDefinition.noClasses()
		.that()
		.resideInAPackage("io.github.livehook.test")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.github.livehook.test.autoconfigure");

}
