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

package io.github.livehook.web;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import io.github.livehook.delivery.Drainable;

/**
 * Stops taking callbacks when the application is closed, before the web server's graceful
 * shutdown begins, and waits for the handlers that are running.
 *
 * @since 0.1.0
 */
public final class CallbackLifecycle implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(CallbackLifecycle.class);

	private final List<Drainable> parts;

	// From the beginning: the server may accept requests before this is started
	private volatile boolean accepting = true;

	private volatile boolean running;

	/**
	 * Create a lifecycle.
	 * @param parts what calls handlers; each is stopped when the one before it is idle
	 */
	public CallbackLifecycle(Drainable... parts) {
		this.parts = List.of(parts);
	}

	@Override
	public void start() {
		this.parts.forEach(Drainable::start);
		this.running = true;
		this.accepting = true;
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		this.accepting = false;
		this.running = false;
		logger.debug("Callbacks are answered with 503 from now on");
		stop(this.parts, callback);
	}

	private static void stop(List<Drainable> parts, Runnable callback) {
		if (parts.isEmpty()) {
			callback.run();
		}
		else {
			parts.get(0).stop(() -> stop(parts.subList(1, parts.size()), callback));
		}
	}

	/**
	 * Return whether callbacks are accepted.
	 * @return {@code false} during shutdown
	 */
	public boolean isAccepting() {
		return this.accepting;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
