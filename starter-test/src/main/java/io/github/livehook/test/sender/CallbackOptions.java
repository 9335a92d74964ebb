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

package io.github.livehook.test.sender;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.springframework.util.Assert;

import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.CallbackSamples;
import io.github.livehook.verification.LivehookApp;

/**
 * The arguments that tell which callback is sent, and whose. Where they are wrong, an
 * {@link IllegalArgumentException} says what to write.
 */
final class CallbackOptions {

	@Parameters(index = "0", paramLabel = "COMMAND",
			description = "The command, such as Live.CallbackAfterStartBattle; its documented body is sent")
	private String command = "";

	@Parameters(index = "1..*", paramLabel = "FIELD=VALUE",
			description = "Fields of the body to set, such as BattleId=b1 or FromRoomInfo.RoomId=r1; "
					+ "a value that is JSON is sent as such")
	private List<String> overrides = List.of();

	@Option(names = "--app", paramLabel = "SDKAPPID", defaultValue = "${env:LIVEHOOK_SDKAPPID}",
			description = "The SDKAppID of the app, by default that of the environment variable LIVEHOOK_SDKAPPID")
	private @Nullable String app;

	@Option(names = "--token-env", paramLabel = "NAME", defaultValue = "LIVEHOOK_TOKEN",
			description = "The environment variable that holds the token, by default ${DEFAULT-VALUE}")
	private String tokenVariable = "";

	@Option(names = "--body", paramLabel = "FILE", description = "A file with the body, in place of the documented one")
	private @Nullable Path body;

	CallbackRequest request() {
		CallbackRequest request = (this.body != null)
				? CallbackRequest.json(this.body.toUri().toString()).command(this.command) : sample();
		for (String override : this.overrides) {
			request = set(request, override);
		}
		request.body();
		return request.app(app());
	}

	private CallbackRequest sample() {
		Assert.isTrue(CallbackSamples.names().contains(this.command),
				() -> "There is no documented body of a command '" + this.command
						+ "'. Give the body with --body FILE, or take one of these commands:\n  "
						+ String.join("\n  ", CallbackSamples.names()));
		return CallbackRequest.sample(this.command);
	}

	private static CallbackRequest set(CallbackRequest request, String override) {
		String[] parts = override.split("=", 2);
		Assert.isTrue(parts.length == 2,
				() -> "'" + override + "' does not set a field: write FIELD=VALUE, such as BattleId=b1");
		try {
			return request.withJson(parts[0], parts[1]);
		}
		catch (IllegalArgumentException ex) {
			return request.with(parts[0], parts[1]);
		}
	}

	private String app() {
		Assert.isTrue(this.app != null, "There is no app. Write --app and its SDKAppID, or set the environment "
				+ "variable LIVEHOOK_SDKAPPID");
		return this.app;
	}

	String token(UnaryOperator<@Nullable String> environment) {
		String token = environment.apply(this.tokenVariable);
		Assert.isTrue(token != null && LivehookApp.isUsable(token),
				() -> "There is no token. Set the environment variable " + this.tokenVariable
						+ " to the token of the app, or name another variable with --token-env");
		return LivehookApp.strip(token);
	}

}
