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

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.CallbackSamples;
import io.github.livehook.test.ReceivedAnswer;
import io.github.livehook.verification.LivehookApp;

/**
 * Signs callbacks and posts them to an application, as Tencent does. {@code --help} tells
 * what it takes.
 *
 * @since 0.1.0
 */
@Command(name = "livehook-sender", sortOptions = false,
		description = "Signs callbacks and posts them to an application, as Tencent does.",
		exitCodeListHeading = "Exit codes:%n", exitCodeList = { " 0:Each answer is what its request deserves",
				" 1:An answer is not, or there is none", " 2:The arguments are wrong" })
public final class CallbackSender implements Callable<Integer> {

	private static final int ONCE = 1;

	private static final int TWICE = 2;

	private final UnaryOperator<@Nullable String> environment;

	private final PrintStream barOut;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters(index = "0", paramLabel = "COMMAND",
			description = "The command, such as Live.CallbackAfterStartBattle; its documented body is sent")
	private String command = "";

	@Parameters(index = "1..*", paramLabel = "FIELD=VALUE",
			description = "Fields of the body to set, such as BattleId=b1 or FromRoomInfo.RoomId=r1; "
					+ "a value that is JSON is sent as such")
	private List<String> overrides = List.of();

	@Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080/webhooks/tencent-live",
			description = "The URL of the endpoint, by default ${DEFAULT-VALUE}")
	private String url = "";

	@Option(names = "--app", paramLabel = "SDKAPPID", defaultValue = "${env:LIVEHOOK_SDKAPPID}",
			description = "The SDKAppID of the app, by default that of the environment variable LIVEHOOK_SDKAPPID")
	private @Nullable String app;

	@Option(names = "--token-env", paramLabel = "NAME", defaultValue = "LIVEHOOK_TOKEN",
			description = "The environment variable that holds the token, by default ${DEFAULT-VALUE}")
	private String tokenVariable = "";

	@Option(names = "--body", paramLabel = "FILE", description = "A file with the body, in place of the documented one")
	private @Nullable Path body;

	@Option(names = "--count", paramLabel = "NUMBER",
			description = "How many callbacks are sent, each another event; by default 1, or 2 with --repeat")
	private @Nullable Integer count;

	@Option(names = "--rate", paramLabel = "PER_SECOND",
			description = "How many are sent in a second at most; by default the next when the last is answered")
	private double rate;

	@Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this help")
	private boolean help;

	@ArgGroup
	private Faults faults = new Faults();

	CallbackSender(UnaryOperator<@Nullable String> environment, PrintStream barOut) {
		this.environment = environment;
		this.barOut = barOut;
	}

	/**
	 * Send callbacks.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		int exitCode = commandLine(new CallbackSender(System::getenv, System.err)).execute(args);
		if (exitCode != CommandLine.ExitCode.OK) {
			System.exit(exitCode);
		}
	}

	static CommandLine commandLine(CallbackSender sender) {
		CommandLine commandLine = new CommandLine(sender);
		commandLine.setParameterExceptionHandler((ex, args) -> {
			ex.getCommandLine().getErr().println(ex.getMessage());
			ex.getCommandLine().getErr().println("Try --help for more.");
			return CommandLine.ExitCode.USAGE;
		});
		commandLine.setExecutionExceptionHandler((ex, failed, result) -> {
			failed.getErr().println("There is no answer from " + sender.url + ": is the application running? " + ex);
			return CommandLine.ExitCode.SOFTWARE;
		});
		return commandLine;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		Fault fault = this.faults.chosen();
		String token = token();
		CallbackRequest request = request();
		int total = total(fault);
		Endpoint endpoint = endpoint();
		try (Report report = new Report(out(), this.barOut, fault, total)) {
			Pace pace = new Pace(this.rate);
			for (int i = 0; i < total; i++) {
				pace.await();
				CallbackRequest next = (total > ONCE && fault != Fault.REPEAT) ? request.distinct() : request;
				HttpRequest prepared = endpoint.prepare(fault.sign(next, token));
				long start = System.nanoTime();
				ReceivedAnswer answer = endpoint.send(prepared);
				report.add(answer, Duration.ofNanos(System.nanoTime() - start));
			}
			return report.finish(pace.elapsed()) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}

	private CallbackRequest request() {
		try {
			CallbackRequest request = (this.body != null)
					? CallbackRequest.json(this.body.toUri().toString()).command(this.command) : sample();
			for (String override : this.overrides) {
				request = set(request, override);
			}
			request.body();
			return request.app(app());
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw wrongArguments(String.valueOf(ex.getMessage()));
		}
	}

	private CallbackRequest sample() {
		if (!CallbackSamples.names().contains(this.command)) {
			throw wrongArguments("There is no documented body of a command '" + this.command
					+ "'. Give the body with --body FILE, or take one of these commands:\n  "
					+ String.join("\n  ", CallbackSamples.names()));
		}
		return CallbackRequest.sample(this.command);
	}

	private CallbackRequest set(CallbackRequest request, String override) {
		String[] parts = override.split("=", 2);
		if (parts.length < 2) {
			throw wrongArguments("'" + override + "' does not set a field: write FIELD=VALUE, such as BattleId=b1");
		}
		String field = parts[0];
		String value = parts[1];
		try {
			return request.withJson(field, value);
		}
		catch (IllegalArgumentException ex) {
			return request.with(field, value);
		}
	}

	private Endpoint endpoint() {
		if (!this.url.matches("https?://[^\\s?#]+")) {
			throw wrongArguments("'" + this.url + "' is not the URL of an endpoint: write for example "
					+ "--url https://live.example.com/webhooks/tencent-live");
		}
		return new Endpoint(this.url);
	}

	private String app() {
		if (this.app == null) {
			throw wrongArguments("There is no app. Write --app and its SDKAppID, or set the environment variable "
					+ "LIVEHOOK_SDKAPPID");
		}
		return this.app;
	}

	private String token() {
		String token = this.environment.apply(this.tokenVariable);
		if (token == null || !LivehookApp.isUsable(token)) {
			throw wrongArguments("There is no token. Set the environment variable " + this.tokenVariable
					+ " to the token of the app, or name another variable with --token-env");
		}
		return token;
	}

	private int total(Fault fault) {
		int least = (fault == Fault.REPEAT) ? TWICE : ONCE;
		int total = (this.count != null) ? this.count : least;
		if (total < least) {
			throw wrongArguments("--count is " + total + ": set it to " + least + " or more");
		}
		return total;
	}

	private PrintWriter out() {
		return commandSpec().commandLine().getOut();
	}

	private ParameterException wrongArguments(String message) {
		return new ParameterException(commandSpec().commandLine(), message);
	}

	private CommandSpec commandSpec() {
		if (this.spec == null) {
			throw new IllegalStateException("The sender is run by its command line");
		}
		return this.spec;
	}

	/**
	 * The deliberate faults, at most one of which can be chosen.
	 */
	static final class Faults {

		@Option(names = "--bad-sign", description = "Sign with another token, which deserves HTTP 403")
		private boolean badSign;

		@Option(names = "--stale", description = "Sign for yesterday, which deserves HTTP 403")
		private boolean stale;

		@Option(names = "--repeat", description = "Send the same event again and again, which deserves HTTP 200")
		private boolean repeat;

		Fault chosen() {
			if (this.badSign) {
				return Fault.BAD_SIGN;
			}
			if (this.stale) {
				return Fault.STALE;
			}
			return this.repeat ? Fault.REPEAT : Fault.NONE;
		}

	}

}
