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

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryProperties;
import io.github.livehook.callback.CommandCatalog;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.handler.HandlerRetry;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.verification.LivehookApp;
import io.github.livehook.verification.LivehookApps;
import io.github.livehook.verification.VerificationMode;

/**
 * Says once, at start-up, what is received and by whom.
 */
final class StartupLog implements ApplicationListener<ApplicationReadyEvent> {

	private static final Logger logger = LoggerFactory.getLogger(StartupLog.class);

	private final String path;

	private final LivehookProperties properties;

	private final LivehookDeliveryProperties.Mode mode;

	private final CallbackHandlers handlers;

	private final CommandCatalog catalog;

	private final @Nullable LivehookApps apps;

	StartupLog(String path, LivehookProperties properties, LivehookDeliveryProperties.Mode mode,
			CallbackHandlers handlers, CommandCatalog catalog, @Nullable LivehookApps apps) {
		this.path = path;
		this.properties = properties;
		this.mode = mode;
		this.handlers = handlers;
		this.catalog = catalog;
		this.apps = apps;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		List<? extends CallbackHandler> handlers = Stream
			.concat(this.handlers.handlers().stream(), this.handlers.decisionHandlers().stream())
			.toList();
		logReception(handlers);
		handlers.forEach(this::logUnknownCommands);
		if (handlers.isEmpty()) {
			logger
				.warn("No handlers were found: annotate a method, for example with @OnBattleStart, in a class that is "
						+ "a bean (@Component) in a package that is scanned");
		}
		if (this.mode == LivehookDeliveryProperties.Mode.MEMORY) {
			warnOfRetrySettings();
		}
		if (this.apps != null && this.properties.getVerification() != VerificationMode.ENFORCE) {
			logger.warn("livehook.verification={}: callbacks that Tencent has not signed are accepted",
					lowerCase(this.properties.getVerification()));
		}
	}

	private void logUnknownCommands(CallbackHandler handler) {
		handler.commands()
			.stream()
			.filter((command) -> !command.equals(OnCallback.ANY) && this.catalog.find(command) == null)
			.forEach((command) -> {
				List<String> similar = this.catalog.findSimilar(command);
				if (similar.isEmpty()) {
					logger.info("Handler {} takes the command {}, which Livehook does not know", handler.id(), command);
				}
				else {
					logger.warn("Handler {} takes the command {}, which Livehook does not know: is {} meant?",
							handler.id(), command, String.join(" or ", similar));
				}
			});
	}

	private void warnOfRetrySettings() {
		List<String> ids = this.handlers.handlers()
			.stream()
			.filter((handler) -> !handler.retry().equals(HandlerRetry.none()))
			.map(CallbackHandler::id)
			.toList();
		if (!ids.isEmpty()) {
			logger.warn("livehook.delivery.mode=memory: @DeliveryRetry has no effect on {}, because every handler is "
					+ "called once", ids);
		}
	}

	private void logReception(List<? extends CallbackHandler> handlers) {
		List<String> apps = appIds();
		String mode = lowerCase(this.mode);
		String verification = (this.apps != null) ? lowerCase(this.properties.getVerification())
				: "of the application's own";
		List<String> described = handlers.stream().map(StartupLog::describe).toList();
		logger.atInfo()
			.addKeyValue("path", this.path)
			.addKeyValue("apps", apps)
			.addKeyValue("handlers", described)
			.addKeyValue("mode", mode)
			.addKeyValue("verification", verification)
			.log("Receiving callbacks of {} by POST {} ({} delivery, verification {}), handlers: {}", describe(apps),
					this.path, mode, verification, described);
	}

	private List<String> appIds() {
		try {
			return (this.apps != null) ? this.apps.findAll().stream().map(LivehookApp::sdkAppId).toList() : List.of();
		}
		catch (RuntimeException ex) {
			// Their store may answer again when a callback comes
			logger.warn("The apps cannot be listed", ex);
			return List.of();
		}
	}

	private static String describe(List<String> apps) {
		return apps.isEmpty() ? "the application's own apps" : "app " + String.join(", ", apps);
	}

	private static String describe(CallbackHandler handler) {
		return handler.id() + " " + (handler.commands().isEmpty() ? "every command" : handler.commands());
	}

	private static String lowerCase(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
