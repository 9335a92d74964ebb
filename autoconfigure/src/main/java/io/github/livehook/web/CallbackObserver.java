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

import io.github.livehook.callback.CallbackMetadata;

/**
 * Goes around what is done for a request, once its callbacks are known.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallbackObserver {

	/**
	 * Run the processing, exactly once and on the current thread. This method throws
	 * nothing but what the processing throws.
	 * @param callbacks the callbacks of the request, several for a batch
	 * @param processing what is done for them, up to the answer or the end of their
	 * handlers
	 */
	void observe(List<CallbackMetadata> callbacks, Runnable processing);

	/**
	 * Return an observer that does nothing besides.
	 * @return the observer
	 */
	static CallbackObserver none() {
		return (callbacks, processing) -> processing.run();
	}

}
