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

package io.github.livehook.faults;

/**
 * The stores that durable delivery is promised on.
 */
enum StoreKind {

	H2("jdbc"), POSTGRESQL("jdbc"), KAFKA("kafka");

	private final String mode;

	StoreKind(String mode) {
		this.mode = mode;
	}

	/**
	 * Return a property of the mode of delivery.
	 * @param assignment the end of its name, and its value
	 * @return the property, such as {@code livehook.delivery.jdbc.workers=3}
	 */
	String property(String assignment) {
		return "livehook.delivery." + this.mode + "." + assignment;
	}

	/**
	 * Return which attempt comes after the first one if the process dies in that, for the
	 * first time.
	 */
	int attemptAfterCrash() {
		return (this == KAFKA) ? 1 : 2;
	}

}
