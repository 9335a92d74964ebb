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

package io.github.livehook.faults.app;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.handler.CallbackInterceptor;
import io.github.livehook.handler.HandlerInvocation;

/**
 * Holds calls of the handler {@code battles} before it begins and after it has ended.
 */
@Component
class HeldCalls implements CallbackInterceptor {

	private final HoldingPoints points;

	HeldCalls(HoldingPoints points) {
		this.points = points;
	}

	@Override
	public @Nullable Object intercept(HandlerInvocation invocation) throws Throwable {
		if (!invocation.handler().id().equals("battles")) {
			return invocation.proceed();
		}
		CallbackMetadata metadata = invocation.callback().metadata();
		this.points.reach("before-handler", "battles", metadata);
		Object result = invocation.proceed();
		this.points.reach("after-handler", "battles", metadata);
		return result;
	}

}
