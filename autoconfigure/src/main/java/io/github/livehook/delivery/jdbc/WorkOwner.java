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

import java.util.Collection;
import java.util.function.Supplier;

/**
 * Whose work a delivery stores and takes: several applications may share the tables.
 *
 * @param application the name of the application, the same on all of its nodes
 * @param apps the SDKAppIDs whose work is taken, asked for at each search; none for all
 * @since 0.1.0
 */
public record WorkOwner(String application, Supplier<? extends Collection<String>> apps) {

}
