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

import java.util.Set;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import io.github.livehook.callback.Callback;
import io.github.livehook.event.live.battle.BattleStarted;
import io.github.livehook.handler.CallbackHandler;

/**
 * As many further handlers of the same callbacks as {@code faults.handlers} says. They do
 * nothing.
 */
@Configuration(proxyBeanMethods = false)
@Import(ManyHandlers.Registrar.class)
class ManyHandlers {

	static class Registrar implements BeanRegistrar {

		@Override
		public void register(BeanRegistry registry, Environment environment) {
			for (int i = 0; i < environment.getProperty("faults.handlers", Integer.class, 0); i++) {
				String id = "idle-" + i;
				registry.registerBean(id, CallbackHandler.class, (bean) -> bean.supplier((context) -> new Idle(id)));
			}
		}

	}

	private record Idle(String id) implements CallbackHandler {

		@Override
		public Set<String> commands() {
			return Set.of(BattleStarted.COMMAND);
		}

		@Override
		public Object handle(Callback callback) {
			return null;
		}

	}

}
