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
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import org.springframework.util.Assert;

import io.github.livehook.test.CallbackRequest;
import io.github.livehook.test.ReceivedResponse;

/**
 * Signs callbacks and posts them to an application, as Tencent does. {@code --help} tells
 * what it takes.
 *
 * @since 0.1.0
 */
@Command(name = "livehook-sender", sortOptions = false,
		description = "Signs callbacks and posts them to an application, as Tencent does.",
		exitCodeListHeading = "Exit codes:%n", exitCodeList = { " 0:Each response is what its request deserves",
				" 1:A response is not, or there is none", " 2:The arguments are wrong" })
public final class CallbackSender implements Callable<Integer> {

	private static final int ONCE = 1;

	private static final int TWICE = 2;

	private final UnaryOperator<@Nullable String> environment;

	private final PrintStream barOut;

	@Spec
	private @Nullable CommandSpec spec;

	@Mixin
	private CallbackOptions callback = new CallbackOptions();

	@Option(names = "--url", paramLabel = "URL", defaultValue = "http://127.0.0.1:8080/webhooks/tencent-live",
			description = "The URL of the endpoint, by default ${DEFAULT-VALUE}")
	private String url = "";

	@Option(names = "--count", paramLabel = "NUMBER",
			description = "How many callbacks are sent, each another event; by default 1, or 2 with --repeat")
	private @Nullable Integer count;

	@Option(names = "--rate", paramLabel = "PER_SECOND",
			description = "How many are sent in a second at most; by default the next when the last is answered")
	private double rate = Double.POSITIVE_INFINITY;

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
			ex.getCommandLine().getErr().println(message(ex));
			ex.getCommandLine().getErr().println("Try --help for more.");
			return CommandLine.ExitCode.USAGE;
		});
		commandLine.setExecutionExceptionHandler((ex, failed, result) -> {
			if (!(ex instanceof IOException)) {
				throw ex;
			}
			failed.getErr().println("There is no response from " + sender.url + ": is the application running? " + ex);
			return CommandLine.ExitCode.SOFTWARE;
		});
		return commandLine;
	}

	// The value of an option that there is not may be a token
	private static String message(ParameterException ex) {
		String message = String.valueOf(ex.getMessage());
		return (ex instanceof UnmatchedArgumentException) ? message.replaceAll("('-[^'=]*)=[^']*'", "$1'") : message;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		Fault fault = this.faults.chosen();
		String token = checked(() -> this.callback.token(this.environment));
		CallbackRequest request = checked(this.callback::request);
		int total = checked(() -> total(fault));
		Pace pace = checked(this::pace);
		Endpoint endpoint = checked(() -> new Endpoint(this.url));
		try (Report report = new Report(out(), this.barOut, fault, total)) {
			for (int i = 0; i < total; i++) {
				pace.await();
				CallbackRequest next = (total > ONCE && fault != Fault.REPEAT) ? request.distinct() : request;
				HttpRequest prepared = endpoint.prepare(fault.sign(next, token));
				long start = System.nanoTime();
				ReceivedResponse response = endpoint.send(prepared);
				report.add(response, Duration.ofNanos(System.nanoTime() - start));
			}
			return report.finish(pace.elapsed()) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
		}
	}

	private <T> T checked(Supplier<T> argument) {
		try {
			return argument.get();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw new ParameterException(commandSpec().commandLine(), String.valueOf(ex.getMessage()));
		}
	}

	private int total(Fault fault) {
		int least = (fault == Fault.REPEAT) ? TWICE : ONCE;
		int total = (this.count != null) ? this.count : least;
		Assert.isTrue(total >= least, () -> "--count is " + total + ": set it to " + least + " or more");
		return total;
	}

	private Pace pace() {
		Assert.isTrue(this.rate > 0, () -> "--rate is " + this.rate + ": set it to more than 0, such as 10 or 0.5");
		return new Pace(this.rate);
	}

	private PrintWriter out() {
		return commandSpec().commandLine().getOut();
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
