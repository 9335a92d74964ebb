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

package io.github.livehook.delivery.jdbc;

import java.util.List;

import com.github.kagkarlsson.scheduler.task.Execution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.delivery.DeliveryListener;
import io.github.livehook.event.CallbackMetadata;

/**
 * Where callbacks come from, and where is kept what becomes of them.
 *
 * @param callbacks the callbacks
 * @param tasks the work of handlers
 * @param deadLetters the dead letters
 * @param listeners who is told of each attempt
 */
record WorkLedger(CallbackRows callbacks, HandlerTasks tasks, JdbcDeadLetters deadLetters,
		List<DeliveryListener> listeners) {

	private static final Logger logger = LoggerFactory.getLogger(WorkLedger.class);

	/**
	 * Note that a handler has succeeded. That need not be waited for: until it is noted,
	 * the handler would be called again.
	 * @param execution the work, which is done
	 * @param callback the callback
	 */
	void succeeded(Execution execution, CallbackMetadata callback) {
		this.tasks.removeDone(execution).whenComplete((removed, error) -> {
			if (Boolean.TRUE.equals(removed)) {
				attempted(execution.getTaskName(), callback, DeliveryListener.AttemptEnd.SUCCEEDED);
			}
			else {
				logger.error(
						"{} has handled the callback of row {}, but that could not be noted: {}. It may be called "
								+ "again",
						execution.getTaskName(), execution.getId(),
						(error != null) ? Causes.describe(error) : "another process has taken the work over");
			}
		});
	}

	void attempted(String handlerId, CallbackMetadata callback, DeliveryListener.AttemptEnd end) {
		for (DeliveryListener listener : this.listeners) {
			try {
				listener.attempted(handlerId, callback, end);
			}
			catch (Throwable ex) {
				logger.error("The delivery listener {} failed", listener.getClass().getName(), ex);
			}
		}
	}

}
