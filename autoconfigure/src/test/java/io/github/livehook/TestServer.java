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

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

import io.github.livehook.testapp.TestApplication;

/**
 * A small application on a real server, with the beans that a test gives it.
 */
public final class TestServer implements AutoCloseable {

	private static final String JETTY = "org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration,"
			+ "org.springframework.boot.jetty.autoconfigure.actuate.web.server.JettyServletManagementContextAutoConfiguration";

	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration";

	private static final String SECURITY = "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration";

	/**
	 * Property that starts Jetty instead of Tomcat.
	 */
	public static final String ON_JETTY = "spring.autoconfigure.exclude=" + TOMCAT + "," + SECURITY;

	/**
	 * Property that puts the application behind Spring Security.
	 */
	public static final String WITH_SECURITY = "spring.autoconfigure.exclude=" + JETTY;

	/**
	 * Property that every server has unless it is given another one.
	 */
	public static final String ON_TOMCAT = "spring.autoconfigure.exclude=" + JETTY + "," + SECURITY;

	private final ServletWebServerApplicationContext context;

	private TestServer(ServletWebServerApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application with one bean.
	 * @param bean the class of the bean
	 * @param properties properties besides app and token, as {@code name=value}
	 * @return the running application
	 */
	public static TestServer start(Class<?> bean, String... properties) {
		return start(List.of(bean), properties);
	}

	public static TestServer start(List<Class<?>> beans, String... properties) {
		List<String> all = new ArrayList<>(
				List.of("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off", ON_TOMCAT,
						"livehook.sdk-app-id=" + SignedQuery.APP_ID, "livehook.token=" + SignedQuery.TOKEN));
		all.addAll(List.of(properties));
		List<Class<?>> sources = new ArrayList<>(beans);
		sources.add(TestApplication.class);
		return new TestServer(
				(ServletWebServerApplicationContext) new SpringApplicationBuilder(sources.toArray(new Class<?>[0]))
					.properties(all.toArray(new String[0]))
					.run());
	}

	public int port() {
		return this.context.getWebServer().getPort();
	}

	public CallbackClient client() {
		return new CallbackClient(port());
	}

	public <T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
	}

}
