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

package io.github.livehook.verification;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.Assert;

/**
 * An app of Tencent Cloud whose callbacks are accepted.
 *
 * @param sdkAppId the id of the app, its SDKAppID
 * @param tokens the authentication tokens that are valid now; several while you change a
 * token, or where the Live and the Chat console hold different ones
 * @since 0.1.0
 */
public record LivehookApp(String sdkAppId, List<String> tokens) {

	private static final String UNRESOLVED = "${";

	// With the byte order mark of a file, and the spaces of a web page
	private static final Pattern BLANKS = Pattern.compile("^[\\s\\p{Z}\\p{Cc}\\p{Cf}]+|[\\s\\p{Z}\\p{Cc}\\p{Cf}]+$");

	/**
	 * Create an app. Blanks around the id and the tokens are {@linkplain #strip removed}.
	 * @param sdkAppId the id of the app
	 * @param tokens its tokens
	 * @throws IllegalArgumentException if the id or a token is blank or holds a
	 * placeholder that was not resolved
	 */
	public LivehookApp {
		Assert.isTrue(isUsable(sdkAppId), "'sdkAppId' must not be blank or hold an unresolved placeholder");
		for (String token : tokens) {
			Assert.isTrue(isUsable(token), "'tokens' must not be blank or hold an unresolved placeholder");
		}
		sdkAppId = strip(sdkAppId);
		tokens = tokens.stream().map(LivehookApp::strip).toList();
	}

	/**
	 * Return whether a text can serve as an id or a token: an unset
	 * <code>${VARIABLE}</code> is bound as that very text, a token that everybody knows.
	 * @param text the text
	 * @return whether it is neither blank nor an unresolved placeholder
	 */
	public static boolean isUsable(String text) {
		return !strip(text).isEmpty() && !text.contains(UNRESOLVED);
	}

	/**
	 * Remove the blanks around an id or a token, such as the line end of the file that it
	 * was read from: the console has none.
	 * @param text the text
	 * @return the text without white space, control and invisible characters around it
	 */
	public static String strip(String text) {
		return BLANKS.matcher(text).replaceAll("");
	}

	@Override
	public String toString() {
		return "LivehookApp[sdkAppId=%s, tokens=%d]".formatted(this.sdkAppId, this.tokens.size());
	}

}
