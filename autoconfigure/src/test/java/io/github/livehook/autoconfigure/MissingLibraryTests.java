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

package io.github.livehook.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.mock.web.MockServletContext;

import io.github.livehook.testapp.TestApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications on whose class path an optional library is missing, with a class
 * loader that really does not have it.
 */
class MissingLibraryTests {

	private static final String[] SERVER = { "spring-boot-web-server-", "spring-boot-tomcat-", "spring-boot-jetty-",
			"tomcat-embed-", "jetty-" };

	// Loaded once, since no test leaves them out, nor anything that they look for
	private static final Pattern SHARED = Pattern.compile("(aopalliance|aspectjweaver|commons-logging"
			+ "|context-propagation|h2|jackson-\\w+|jakarta\\..*|jspecify|jul-to-slf4j|logback-\\w+"
			+ "|micrometer-(commons|observation)|slf4j-api|snakeyaml|spring-(aop|beans|context|core|expression|web))-\\d.*");

	private static URLClassLoader shared;

	@BeforeAll
	static void openShared() {
		shared = new URLClassLoader(classPath((jar) -> SHARED.matcher(jar).matches()),
				ClassLoader.getPlatformClassLoader());
	}

	@AfterAll
	static void closeShared() throws IOException {
		shared.close();
	}

	@Test
	void whenNothingIsMissingThenEndpointIsThere() throws Exception {
		assertThat(startWithout("no-such-library-")).isEqualTo("started with endpoint");
	}

	@Test
	void whenServerIsThatOfTheContainerThenEndpointIsThere() throws Exception {
		assertThat(startWithout(SERVER)).isEqualTo("started with endpoint");
	}

	@Test
	void whenSpringMvcIsMissingThenApplicationStartsWithoutEndpoint() throws Exception {
		// Spring Security cannot start without Spring MVC
		assertThat(startWithout("spring-boot-webmvc-", "spring-boot-security-", "spring-security-"))
			.isEqualTo("started without endpoint");
	}

	@ParameterizedTest
	@ValueSource(strings = { "micrometer-core-", "spring-boot-health-", "spring-boot-actuator-autoconfigure-",
			"spring-kafka-", "spring-boot-kafka-" })
	void whenOptionalLibraryIsMissingThenEndpointIsThere(String library) throws Exception {
		assertThat(startWithout(library)).isEqualTo("started with endpoint");
	}

	@Test
	void whenSpringSecurityIsMissingThenEndpointIsThere() throws Exception {
		// Spring Boot's own modules for it do not start without it
		assertThat(startWithout("spring-security-", "spring-boot-security-", "spring-boot-actuator-autoconfigure-"))
			.isEqualTo("started with endpoint");
	}

	@Test
	void whenAllOptionalLibrariesAreMissingThenEndpointIsThere() throws Exception {
		// Spring's own web support needs micrometer-observation and micrometer-commons
		assertThat(startWithout("micrometer-core-", "micrometer-jakarta9-", "spring-boot-micrometer-",
				"spring-boot-health-", "spring-boot-actuator-", "spring-boot-security-", "spring-security-"))
			.isEqualTo("started with endpoint");
	}

	private static String startWithout(String... libraries) throws Exception {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader loader = classPathWithout(libraries)) {
			Thread.currentThread().setContextClassLoader(loader);
			Class<?> launcher = Class.forName(Launcher.class.getName(), true, loader);
			return (String) launcher.getMethod("start").invoke(null);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	private static URLClassLoader classPathWithout(String... libraries) {
		return new URLClassLoader(
				classPath(
						(jar) -> !SHARED.matcher(jar).matches() && Arrays.stream(libraries).noneMatch(jar::startsWith)),
				shared);
	}

	private static URL[] classPath(Predicate<String> filter) {
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return Arrays.stream(classPath.split(File.pathSeparator))
			.map(Path::of)
			.filter((path) -> filter.test(path.getFileName().toString()))
			.map(MissingLibraryTests::toUrl)
			.toArray(URL[]::new);
	}

	private static URL toUrl(Path path) {
		try {
			return path.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Starts an application in the class loader that it is loaded by.
	 */
	public static final class Launcher {

		private Launcher() {
		}

		public static String start() {
			try (AnnotationConfigServletWebApplicationContext context = new AnnotationConfigServletWebApplicationContext()) {
				context.setServletContext(new MockServletContext());
				TestPropertyValues.of(LivehookContexts.REQUIRED).applyTo(context);
				context.register(TestApplication.class);
				context.refresh();
				return context.containsBean("livehookEndpointFilter") ? "started with endpoint"
						: "started without endpoint";
			}
			catch (Exception ex) {
				return NestedExceptionUtils.getMostSpecificCause(ex).toString();
			}
		}

	}

}
