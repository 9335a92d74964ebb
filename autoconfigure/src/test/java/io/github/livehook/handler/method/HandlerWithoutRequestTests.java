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

import java.util.Objects;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.annotation.SessionScope;
import org.springframework.web.context.request.RequestContextHolder;

import io.github.livehook.handler.HandlerOutcome.Status;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class HandlerWithoutRequestTests {

	private static final String HINT = "needs the web request, and handlers run without it: take CallbackMetadata";

	@ParameterizedTest
	@ValueSource(classes = { OfRequest.class, OfRequestScope.class, OfSessionScope.class, OfHolder.class,
			OfHolderInside.class })
	void whenHandlerNeedsWebRequestThenFailureSaysSo(Class<?> type, CapturedOutput output) {
		new HandlerContext().run(type, (context) -> {
			assertThat(HandlerContext.dispatch(context)).containsExactly(Status.FAILED);
			assertThat(output).containsOnlyOnce(HINT);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { OfOtherFailure.class, OfMissingAttributes.class })
	void whenHandlerFailsOtherwiseThenNothingIsSaidOfRequest(Class<?> type, CapturedOutput output) {
		new HandlerContext().run(type, (context) -> {
			assertThat(HandlerContext.dispatch(context)).containsExactly(Status.FAILED);
			assertThat(output).doesNotContain(HINT);
		});
	}

	static class OfRequest {

		@Autowired
		private HttpServletRequest request;

		@OnBattleStart
		void on() {
			this.request.getRemoteAddr();
		}

	}

	static class Cart {

		int size() {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfRequestScope {

		@Autowired
		private Cart cart;

		@Bean
		@RequestScope
		static Cart cart() {
			return new Cart();
		}

		@OnBattleStart
		void on() {
			this.cart.size();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OfSessionScope {

		@Autowired
		private Cart cart;

		@Bean
		@SessionScope
		static Cart cart() {
			return new Cart();
		}

		@OnBattleStart
		void on() {
			this.cart.size();
		}

	}

	static class OfHolder {

		@OnBattleStart
		void on() {
			RequestContextHolder.currentRequestAttributes();
		}

	}

	static class OfHolderInside {

		@OnBattleStart
		void on() {
			try {
				RequestContextHolder.currentRequestAttributes();
			}
			catch (IllegalStateException ex) {
				throw new IllegalArgumentException("no tenant", ex);
			}
		}

	}

	static class OfOtherFailure {

		@OnBattleStart
		void on() {
			throw new IllegalStateException("no thread-bound request, says somebody else");
		}

	}

	static class OfMissingAttributes {

		@OnBattleStart
		void on() {
			Objects.requireNonNull(RequestContextHolder.getRequestAttributes());
		}

	}

}
