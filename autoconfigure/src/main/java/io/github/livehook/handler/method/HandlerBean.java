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

import org.springframework.beans.factory.BeanFactory;

/**
 * The bean of a handler, looked up at each call, so that lazy beans are created then and
 * scopes are kept.
 *
 * @param factory the bean factory
 * @param name the name of the bean
 */
record HandlerBean(BeanFactory factory, String name) {

	Object get() {
		return this.factory.getBean(this.name);
	}

}
