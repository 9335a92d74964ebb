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

import java.time.Duration;
import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.livehook.SignedQuery;
import io.github.livehook.autoconfigure.LivehookContexts;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.DeliveryRetry;
import io.github.livehook.handler.OnBattleEnd;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.RequestVerifier;
import io.github.livehook.verification.Verification;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartupLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupLogTests {

	@Test
	void whenApplicationIsReadyThenHandlersAreListedOnce(CapturedOutput output) {
		LivehookContexts.servlet().withBean("battles", Battles.class).run((context) -> {
			ready(context);
			assertThat(output)
				.containsOnlyOnce("Receiving callbacks of app 1400000000 by POST /webhooks/tencent-live "
						+ "(memory delivery, verification enforce), handlers: "
						+ "[battles.any every command, battles.started [" + BattleStarted.COMMAND + "]]")
				.doesNotContain("No handlers were found", "@DeliveryRetry", "livehook.verification=",
						SignedQuery.TOKEN);
		});
	}

	@Test
	void whenHandlerHasRetrySettingsInMemoryModeThenWarning(CapturedOutput output) {
		LivehookContexts.servlet().withBean("scores", Scores.class).run((context) -> {
			ready(context);
			assertThat(output).containsOnlyOnce("livehook.delivery.mode=memory: @DeliveryRetry has no effect on "
					+ "[scores.started], because every handler is called once");
		});
	}

	@Test
	void whenCommandIsNotKnownThenSimilarOneIsNamed(CapturedOutput output) {
		LivehookContexts.servlet().withBean("others", Others.class).run((context) -> {
			ready(context);
			assertThat(output)
				.containsPattern(
						"WARN .*Handler others.misspelled takes the command Live.CallbackAfterStartBatle, which "
								+ "Livehook does not know: is Live.CallbackAfterStartBattle meant\\?")
				.containsPattern(
						"WARN .*Handler others.invented takes the command Group.CallbackAfterKickMember, which "
								+ "Livehook does not know: is Group.CallbackAfterNewMemberJoin or "
								+ "Group.CallbackAfterMemberExit or Group.CallbackAfterMemberFieldChanged meant\\?")
				.containsPattern(
						"INFO .*Handler others.others takes the command Test.Other, which Livehook does not know")
				.doesNotContain("others.known takes");
		});
	}

	@Test
	void whenThereIsNoHandlerThenLikelyReasonIsNamed(CapturedOutput output) {
		LivehookContexts.servlet().run((context) -> {
			ready(context);
			assertThat(output).containsOnlyOnce("No handlers were found: annotate a method, for example with "
					+ "@OnBattleStart, in a class that is a bean (@Component) in a package that is scanned");
		});
	}

	@Test
	void whenVerificationIsNotEnforcedThenWarning(CapturedOutput output) {
		LivehookContexts.servlet().withPropertyValues("livehook.verification=report").run((context) -> {
			ready(context);
			assertThat(output).contains("verification report")
				.containsOnlyOnce("livehook.verification=report: callbacks that Tencent has not signed are accepted");
		});
	}

	@Test
	void whenDispatcherHasPathThenWholePathIsNamed(CapturedOutput output) {
		LivehookContexts.servlet().withPropertyValues("spring.mvc.servlet.path=/api").run((context) -> {
			ready(context);
			assertThat(output).contains("by POST /api/webhooks/tencent-live ");
		});
	}

	@Test
	void whenApplicationHasVerifierThenNoAppIsNamed(CapturedOutput output) {
		LivehookContexts.unconfigured()
			.withBean(RequestVerifier.class, () -> (request) -> Verification.accept())
			.run((context) -> {
				ready(context);
				assertThat(output).contains("Receiving callbacks of the application's own apps by POST ");
			});
	}

	@Test
	void whenAppsCannotBeListedThenApplicationStarts(CapturedOutput output) {
		LivehookContexts.unconfigured().withBean(LivehookApps.class, UnreachableApps::new).run((context) -> {
			ready(context);
			assertThat(output).containsOnlyOnce("The apps cannot be listed")
				.contains("Receiving callbacks of the application's own apps by POST ");
		});
	}

	private static void ready(AssertableWebApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(), new String[0],
				context.getSourceApplicationContext(), Duration.ZERO));
	}

	static class Battles {

		@OnCallback(OnCallback.ANY)
		void any() {
		}

		@OnBattleStart
		void started() {
		}

	}

	static class Others {

		@OnCallback("Live.CallbackAfterStartBatle")
		void misspelled() {
		}

		@OnCallback("Group.CallbackAfterKickMember")
		void invented() {
		}

		@OnCallback("Test.Other")
		void others() {
		}

		@OnCallback({ BattleStarted.COMMAND, "Desk.SessionEventNotify", OnCallback.ANY })
		void known() {
		}

	}

	static class Scores {

		@OnBattleStart
		@DeliveryRetry(maxAttempts = 3)
		void started() {
		}

		@OnBattleEnd
		@DeliveryRetry
		void ended() {
		}

	}

	static class UnreachableApps implements LivehookApps {

		@Override
		public @Nullable LivehookApp findBySdkAppId(String sdkAppId) {
			return null;
		}

		@Override
		public Collection<LivehookApp> findAll() {
			throw new IllegalStateException("the store is unreachable");
		}

	}

}
