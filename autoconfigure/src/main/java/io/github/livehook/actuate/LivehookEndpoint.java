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
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * {@link Endpoint} that shows how callbacks are received, and what has become of them
 * since start-up. It holds no token, signature or body.
 *
 * @since 0.1.0
 */
@Endpoint(id = "livehook")
public final class LivehookEndpoint {

	private final CallbackHandlers handlers;

	private final LivehookApps apps;

	private final Reception reception;

	private final CallbackCounts counts;

	private final @Nullable Backlog backlog;

	/**
	 * Create the endpoint.
	 * @param handlers the handlers
	 * @param apps the apps
	 * @param reception the settings of the endpoint
	 * @param counts the counts to show
	 * @param backlog the backlog of a durable delivery, {@code null} if there is none
	 */
	public LivehookEndpoint(CallbackHandlers handlers, LivehookApps apps, Reception reception, CallbackCounts counts,
			@Nullable Backlog backlog) {
		this.handlers = handlers;
		this.apps = apps;
		this.reception = reception;
		this.counts = counts;
		this.backlog = backlog;
	}

	/**
	 * Return everything.
	 * @return the description
	 */
	@ReadOperation
	public Description describe() {
		List<App> apps = this.apps.findAll()
			.stream()
			.map((app) -> new App(app.sdkAppId(), app.tokens().size(), this.reception.verification()))
			.toList();
		return new Description(this.reception, apps, handlers(), this.counts.counts(), this.counts.lastFailures(),
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
	 * @param reception the settings of the endpoint
	 * @param apps the apps, as far as they are known
	 * @param handlers the handlers of events in the order in which they are called, then
	 * the decision handlers
	 * @param counts what was counted since start-up
	 * @param lastRefusals the last refused request for each reason
	 * @param delivery what a durable delivery has to do, {@code null} if there is none
	 */
	public record Description(Reception reception, List<App> apps, List<Handler> handlers, CallbackCounts.Counts counts,
			Map<String, CallbackCounts.LastFailure> lastVerificationFailures, @Nullable Delivery delivery) {

	}

	/**
	 * An app.
	 *
	 * @param sdkAppId its id
	 * @param tokens how many tokens are valid for it
	 * @param verification how its requests are verified
	 */
	public record App(String sdkAppId, int tokens, String verification) {

	}

	/**
	 * A handler.
	 *
	 * @param id its id
	 * @param bean its bean, {@code null} if it is not a method of one
	 * @param method its method, {@code null} if it is none
	 * @param commands the commands that it takes, empty for every command
	 * @param order its place in the list, from 0
	 * @param decides whether it decides
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
	public record Reception(String path, String verification, String deliveryMode, Map<String, Object> limits) {

		public Reception {
			limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
		}

	}

	/**
	 * The backlog of a durable delivery.
	 *
	 * @param countedAt the time of the count, {@code null} while the store does not
	 * respond
	 * @param pending how many calls of handlers are running, due or to be retried
	 * @param oldest the age of the oldest of them
	 * @param dead how many dead letters there are
	 * @param handlers the work of each handler of the application
	 * @param orphans the work of handlers that the application does not have
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
	 * @param pending how many calls there are
	 * @param oldest the age of the oldest
	 */
	public record Work(String handler, long pending, String oldest) {

	}

}
