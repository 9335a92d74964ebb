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

package io.github.livehook.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

import io.github.livehook.delivery.Backlog;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.CallbackHandlers;
import io.github.livehook.verification.LivehookApps;

/**
 * {@link Endpoint} that shows the settings, apps and handlers, the counts since start-up
 * and the backlog. It shows no token, signature or body.
 *
 * @since 0.1.0
 */
@Endpoint(id = "livehook")
public final class LivehookEndpoint {

	private final CallbackHandlers handlers;

	private final LivehookApps apps;

	private final Settings settings;

	private final CallbackCounts counts;

	private final @Nullable Backlog backlog;

	/**
	 * Create the endpoint.
	 * @param handlers the handlers
	 * @param apps the apps
	 * @param settings the settings of the webhook endpoint
	 * @param counts the counts to show
	 * @param backlog the backlog of a durable delivery, {@code null} if there is none
	 */
	public LivehookEndpoint(CallbackHandlers handlers, LivehookApps apps, Settings settings, CallbackCounts counts,
			@Nullable Backlog backlog) {
		this.handlers = handlers;
		this.apps = apps;
		this.settings = settings;
		this.counts = counts;
		this.backlog = backlog;
	}

	/**
	 * Describe the webhook endpoint.
	 * @return the description
	 */
	@ReadOperation
	public Description describe() {
		List<App> apps = this.apps.findAll()
			.stream()
			.map((app) -> new App(app.sdkAppId(), app.tokens().size(), this.settings.verification()))
			.toList();
		return new Description(this.settings, apps, handlers(), this.counts.counts(), this.counts.lastFailures(),
				(this.backlog != null) ? Delivery.of(this.backlog.snapshot()) : null);
	}

	private List<Handler> handlers() {
		List<Handler> handlers = new ArrayList<>();
		this.handlers.handlers().forEach((handler) -> handlers.add(Handler.of(handler, handlers.size(), false)));
		this.handlers.decisionHandlers().forEach((handler) -> handlers.add(Handler.of(handler, handlers.size(), true)));
		return handlers;
	}

	/**
	 * The description of the webhook endpoint.
	 *
	 * @param settings the settings of the webhook endpoint
	 * @param apps the apps, empty if {@link LivehookApps} does not list them
	 * @param handlers the handlers of events in the order in which they are called, then
	 * the decision handlers
	 * @param counts the counts since start-up
	 * @param lastVerificationFailures the last verification failure for each reason
	 * @param delivery the backlog of a durable delivery, {@code null} if there is none
	 */
	public record Description(Settings settings, List<App> apps, List<Handler> handlers, CallbackCounts.Counts counts,
			Map<String, CallbackCounts.LastFailure> lastVerificationFailures, @Nullable Delivery delivery) {

	}

	/**
	 * An app.
	 *
	 * @param sdkAppId the SDKAppID
	 * @param tokens the number of tokens that are valid for the app
	 * @param verification the mode of verification
	 */
	public record App(String sdkAppId, int tokens, String verification) {

	}

	/**
	 * A handler.
	 *
	 * @param id the id
	 * @param bean the name of the bean, {@code null} if the handler is not a method of
	 * one
	 * @param method the method, {@code null} if the handler is none
	 * @param commands the commands of the handler, empty for every command
	 * @param order the position in the list, from 0
	 * @param decides whether it is a decision handler
	 */
	public record Handler(String id, @Nullable String bean, @Nullable String method, Set<String> commands, int order,
			boolean decides) {

		private static Handler of(CallbackHandler handler, int order, boolean decides) {
			return new Handler(handler.id(), handler.beanName(), handler.methodName(),
					new TreeSet<>(handler.commands()), order, decides);
		}

	}

	/**
	 * The settings of the webhook endpoint.
	 *
	 * @param path the path, below the context path
	 * @param verification the mode of verification
	 * @param deliveryMode the mode of delivery
	 * @param limits the limits, by the names of their properties
	 */
	public record Settings(String path, String verification, String deliveryMode, Map<String, Object> limits) {

	}

	/**
	 * The backlog of a durable delivery.
	 *
	 * @param countedAt the time of the count, {@code null} while the store does not
	 * respond
	 * @param pending the number of work items that are running, due or to be retried
	 * @param oldest the age of the oldest of them
	 * @param dead the number of dead letters
	 * @param handlers the work of each handler of the application
	 * @param orphans the work of each handler that the application does not have
	 */
	public record Delivery(@Nullable Instant countedAt, long pending, String oldest, long dead, List<Work> handlers,
			List<Work> orphans) {

		private static Delivery of(Backlog.@Nullable Snapshot snapshot) {
			if (snapshot == null) {
				return new Delivery(null, 0, "PT0S", 0, List.of(), List.of());
			}
			return new Delivery(snapshot.takenAt(), snapshot.pending(), snapshot.oldest().toString(), snapshot.dead(),
					works(snapshot, (work) -> !work.orphaned()), works(snapshot, Backlog.Work::orphaned));
		}

		private static List<Work> works(Backlog.Snapshot snapshot, Predicate<Backlog.Work> condition) {
			return snapshot.handlers()
				.stream()
				.filter(condition)
				.map((work) -> new Work(work.handlerId(), work.pending(), work.oldest().toString()))
				.toList();
		}

	}

	/**
	 * The work of a handler.
	 *
	 * @param handler the id of the handler
	 * @param pending the number of work items
	 * @param oldest the age of the oldest
	 */
	public record Work(String handler, long pending, String oldest) {

	}

}
