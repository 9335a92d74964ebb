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

package io.github.livehook.autoconfigure.web;

import jakarta.servlet.Filter;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.PriorityOrdered;

/**
 * {@link FilterRegistrationBean} that comes before all that are merely ordered, such as
 * filters of the application with the highest precedence.
 *
 * @param <T> the type of the filter
 */
final class FirstFilterRegistrationBean<T extends Filter> extends FilterRegistrationBean<T> implements PriorityOrdered {

	FirstFilterRegistrationBean(T filter) {
		super(filter);
	}

}
