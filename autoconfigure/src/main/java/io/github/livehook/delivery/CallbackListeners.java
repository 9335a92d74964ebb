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

package io.github.livehook.delivery;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.function.SingletonSupplier;

import io.github.livehook.callback.FailureLog;

/**
 * The {@link CallbackListener listeners} to notify, each isolated from the exceptions of
 * the others.
 *
 * @since 0.1.0
 */
public final class CallbackListeners {

	private static final Logger logger = LoggerFactory.getLogger(CallbackListeners.class);

	private final FailureLog failures = new FailureLog();

	private final Supplier<List<CallbackListener>> listeners;

	/**
	 * Create the listeners.
	 * @param listeners the supplier of the listeners in their order, called once, when
	 * there is something to notify them of: a listener may use what notifies it
	 */
	public CallbackListeners(Supplier<List<CallbackListener>> listeners) {
		this.listeners = SingletonSupplier.of(listeners);
	}

	/**
	 * Create listeners that are there already.
	 * @param listeners the listeners in their order
	 * @return the listeners
	 */
	public static CallbackListeners of(CallbackListener... listeners) {
		List<CallbackListener> all = List.of(listeners);
		return new CallbackListeners(() -> all);
	}

	/**
	 * Notify the listeners.
	 * @param notification the call of each listener
	 */
	public void notify(Consumer<CallbackListener> notification) {
		for (CallbackListener listener : this.listeners.get()) {
			try {
				notification.accept(listener);
			}
			catch (Throwable ex) {
				this.failures.log(logger, "The listener " + listener.getClass().getName() + " failed", ex);
			}
		}
	}

}
