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

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.LogSanitizer;

/**
 * {@link DeliveryListener} that logs what needs somebody's attention.
 *
 * @since 0.1.0
 */
public final class LoggingDeliveryListener implements DeliveryListener {

	private static final Logger logger = LoggerFactory.getLogger(LoggingDeliveryListener.class);

	private static final int MAX_LENGTH = 200;

	@Override
	public void attempted(String handlerId, CallbackMetadata callback, AttemptEnd end) {
		String command = LogSanitizer.of(callback.command(), MAX_LENGTH);
		switch (end) {
			case SUCCEEDED -> logger.debug("{} has handled {}, attempt {}", handlerId, command, callback.attempt());
			case RETRIED ->
				logger.info("{} will be given {} again, after attempt {}", handlerId, command, callback.attempt());
			case DEAD -> logger.error("{} is given {} no more, after attempt {}: it is kept as a dead letter",
					handlerId, command, callback.attempt());
		}
	}

}
