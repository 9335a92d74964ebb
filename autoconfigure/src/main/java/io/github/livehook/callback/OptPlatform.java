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

package io.github.livehook.callback;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.util.Assert;

/**
 * The platform that caused a callback, the {@code OptPlatform} of its query. Known
 * platforms are equal in any case; any other keeps its text.
 *
 * @param value the platform, such as {@code RESTAPI} or {@code Android}
 * @since 0.1.0
 */
public record OptPlatform(String value) {

	/**
	 * Tencent's REST API, called by a server.
	 */
	public static final OptPlatform REST_API = new OptPlatform("RESTAPI");

	/**
	 * A browser.
	 */
	public static final OptPlatform WEB = new OptPlatform("Web");

	/**
	 * An Android device.
	 */
	public static final OptPlatform ANDROID = new OptPlatform("Android");

	/**
	 * An iPhone.
	 */
	public static final OptPlatform IOS = new OptPlatform("iOS");

	/**
	 * An iPad.
	 */
	public static final OptPlatform IPAD = new OptPlatform("iPad");

	/**
	 * A Windows computer.
	 */
	public static final OptPlatform WINDOWS = new OptPlatform("Windows");

	/**
	 * A Mac.
	 */
	public static final OptPlatform MAC = new OptPlatform("Mac");

	/**
	 * A platform that Tencent does not know.
	 */
	public static final OptPlatform UNKNOWN = new OptPlatform("Unknown");

	private static final Map<String, OptPlatform> KNOWN = Stream
		.of(REST_API, WEB, ANDROID, IOS, IPAD, WINDOWS, MAC, UNKNOWN)
		.collect(Collectors.toUnmodifiableMap((platform) -> key(platform.value()), Function.identity()));

	public OptPlatform {
		Assert.notNull(value, "'value' must not be null");
	}

	/**
	 * Return the platform of a name in any case. The spellings {@code macOS} and
	 * {@code rest_api} of older pages are known as well.
	 * @param name the name
	 * @return the known platform, or a new one with the name as it is
	 */
	public static OptPlatform of(String name) {
		OptPlatform known = KNOWN.get(key(name));
		return (known != null) ? known : new OptPlatform(name);
	}

	private static String key(String name) {
		String key = name.toLowerCase(Locale.ROOT).replace("_", "");
		return key.equals("macos") ? "mac" : key;
	}

	@Override
	public String toString() {
		return this.value;
	}

}
