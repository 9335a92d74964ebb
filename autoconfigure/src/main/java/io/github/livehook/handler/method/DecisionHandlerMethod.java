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

package io.github.livehook.handler.method;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.livehook.callback.Callback;
import io.github.livehook.decision.Decision;
import io.github.livehook.handler.DecisionHandler;

/**
 * {@link DecisionHandler} that calls a method of a bean.
 *
 * @param method the method
 * @param settings what holds for it
 */
record DecisionHandlerMethod(HandlerMethod method, DecisionSettings settings) implements DecisionHandler {

	@Override
	public String id() {
		return this.method.id();
	}

	@Override
	public Set<String> commands() {
		return this.method.commands();
	}

	@Override
	public String beanName() {
		return this.method.beanName();
	}

	@Override
	public String methodName() {
		return this.method.methodName();
	}

	@Override
	public String description() {
		return this.method.description();
	}

	@Override
	public @Nullable Object handle(Callback callback) throws Throwable {
		return this.method.handle(callback);
	}

	@Override
	public Class<? extends Decision> decisionType() {
		return this.settings.type();
	}

	@Override
	public Decision onFailure() {
		return this.settings.onFailure();
	}

	@Override
	public boolean isInterruptedWhenLate() {
		return this.settings.interruptWhenLate();
	}

}
