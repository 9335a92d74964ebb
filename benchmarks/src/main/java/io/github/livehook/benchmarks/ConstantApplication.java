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

package io.github.livehook.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * An application that reads each body and answers that all is well, or has nothing of its
 * own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ConstantApplication {

	public static void main(String[] args) {
		SpringApplication.run(ConstantApplication.class, args);
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "constant.enabled", matchIfMissing = true)
	ServletRegistrationBean<ConstantServlet> constantServlet() {
		return new ServletRegistrationBean<>(new ConstantServlet(), BattleCallback.PATH);
	}

	/**
	 * Answers that all is well.
	 */
	static class ConstantServlet extends HttpServlet {

		private static final long serialVersionUID = 1L;

		private static final byte[] OK = "{\"ActionStatus\":\"OK\",\"ErrorInfo\":\"\",\"ErrorCode\":0}"
			.getBytes(StandardCharsets.US_ASCII);

		@Override
		protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
			take(request.getInputStream().readAllBytes());
			response.setContentType("application/json");
			response.setContentLength(OK.length);
			response.getOutputStream().write(OK);
		}

		void take(byte[] body) {
		}

	}

}
