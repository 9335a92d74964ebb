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

package io.github.livehook.benchmarks.load;

/**
 * What the load goes to.
 *
 * @param port the port on the loopback interface
 * @param bodySize the size of the bodies in bytes
 * @param connections how many connections are kept open
 */
public record Target(int port, int bodySize, int connections) {

	/**
	 * The size of the body that the vendor documents.
	 */
	public static final int USUAL_BODY = 400;

	/**
	 * Create a target for usual bodies.
	 * @param port the port
	 * @param connections how many connections are kept open
	 */
	public Target(int port, int connections) {
		this(port, USUAL_BODY, connections);
	}

}
