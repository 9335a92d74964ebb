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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.servlet.AnnotationConfigServletWebApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration;
import io.github.livehook.autoconfigure.delivery.LivehookDeliveryAutoConfiguration;
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration;
import io.github.livehook.autoconfigure.verification.LivehookVerificationAutoConfiguration;
import io.github.livehook.autoconfigure.web.LivehookWebAutoConfiguration;
import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.CallbackResponse;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.OnBattleStart;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.web.CallbackExchange;
import io.github.livehook.web.CallbackProcessor;

/**
 * What a callback costs from query and bytes to the answer, without a server.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProcessorBenchmark {

	// Of other commands
	@Param("1")
	int handlers;

	@Param("1")
	int apps;

	@Param("400")
	int bodySize;

	// -1 as by default
	@Param("-1")
	int remembered;

	private final ObjectReader reader = JsonMapper.shared().readerFor(Battle.class);

	private @Nullable ConfigurableApplicationContext application;

	private @Nullable CallbackProcessor processor;

	private Exchange exchange = new Exchange(BattleCallback.USUAL_SIZE);

	@Setup
	public void start() {
		List<String> properties = new ArrayList<>(List.of("livehook.sdk-app-id=" + BattleCallback.SDK_APP_ID,
				"livehook.token=" + BattleCallback.TOKEN, "logging.level.io.github.livehook.autoconfigure=warn"));
		for (int i = 1; i < this.apps; i++) {
			properties.add("livehook.apps.app%d.sdk-app-id=%d".formatted(i, i));
			properties.add("livehook.apps.app%d.tokens=token-of-app-%d".formatted(i, i));
		}
		if (this.remembered >= 0) {
			properties.add("livehook.deduplication.window=" + ((this.remembered > 0) ? "1d" : "0"));
			properties.add("livehook.deduplication.max-entries=" + Math.max(this.remembered, 1));
		}
		this.application = new SpringApplicationBuilder(Application.class).bannerMode(Banner.Mode.OFF)
			.logStartupInfo(false)
			.contextFactory((type) -> new AnnotationConfigServletWebApplicationContext())
			.properties(properties.toArray(new String[0]))
			.initializers((context) -> register((GenericApplicationContext) context))
			.run();
		this.processor = this.application.getBean(CallbackProcessor.class);
		this.exchange = new Exchange(this.bodySize);
		for (int i = 0; i < this.remembered; i++) {
			process();
		}
	}

	private void register(GenericApplicationContext context) {
		for (int i = 0; i < this.handlers; i++) {
			context.registerBean("other" + i, Other.class);
		}
	}

	@TearDown
	public void stop() {
		if (this.application != null) {
			this.application.close();
		}
	}

	@Benchmark
	public int process() {
		if (this.processor == null) {
			throw new IllegalStateException("The application has not been started");
		}
		this.exchange.renew();
		this.processor.process(this.exchange);
		if (this.exchange.status != 200) {
			throw new IllegalStateException("The answer is HTTP " + this.exchange.status);
		}
		return this.exchange.status;
	}

	@Benchmark
	public Object jackson() {
		return this.reader.readValue(this.exchange.callback.renew());
	}

	long handled() {
		return (this.application != null) ? this.application.getBean(Battles.class).count : 0;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LivehookCodecAutoConfiguration.class, LivehookVerificationAutoConfiguration.class,
			LivehookHandlerAutoConfiguration.class, LivehookDeliveryAutoConfiguration.class,
			LivehookWebAutoConfiguration.class })
	@Import(Battles.class)
	static class Application {

	}

	static class Battles {

		private long count;

		@OnBattleStart
		void started(BattleStarted battle) {
			this.count++;
		}

	}

	static class Other {

		@OnCallback({ "Live.CallbackAfterEndBattle", "Live.CallbackAfterCreateRoom", "Live.CallbackAfterDestroyRoom" })
		void other(CallbackMetadata metadata) {
			throw new IllegalStateException(metadata.command() + " was not sent");
		}

	}

	private static final class Exchange implements CallbackExchange {

		private final BattleCallback callback;

		private byte[] body;

		private final String contentLength;

		private long signedFor;

		private String query = "";

		private int status;

		Exchange(int size) {
			this.callback = BattleCallback.ofSize(size);
			this.body = this.callback.renew();
			this.contentLength = String.valueOf(this.body.length);
		}

		void renew() {
			this.body = this.callback.renew();
			long now = System.currentTimeMillis() / 1000;
			if (now - this.signedFor >= 10) {
				this.signedFor = now;
				this.query = BattleCallback.query(now);
			}
		}

		@Override
		public Instant receivedAt() {
			return Instant.now();
		}

		@Override
		public String method() {
			return "POST";
		}

		@Override
		public String query() {
			return this.query;
		}

		@Override
		public @Nullable String remoteAddress() {
			return null;
		}

		@Override
		public @Nullable String header(String name) {
			return name.equalsIgnoreCase("Content-Length") ? this.contentLength : null;
		}

		@Override
		public InputStream body() {
			return new ByteArrayInputStream(this.body);
		}

		@Override
		public void send(CallbackResponse response, boolean late) {
			this.status = response.status();
		}

	}

}
