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

import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

import io.github.livehook.test.ReceivedResponse;

/**
 * Tells of the responses: a line for each on the output, and a progress bar beside it
 * when there are many.
 */
final class Report implements AutoCloseable {

	private static final int MANY = 20;

	private static final int BAR_WIDTH = 100;

	private static final String CLEAR_LINE = "\r\u001b[K";

	private final PrintWriter out;

	private final PrintStream barOut;

	private final Fault fault;

	private @Nullable ProgressBar bar;

	private int count;

	private int undeserved;

	Report(PrintWriter out, PrintStream barOut, Fault fault, int total) {
		this.out = out;
		this.barOut = barOut;
		this.fault = fault;
		this.bar = (total > MANY) ? new ProgressBarBuilder().setTaskName("Callbacks")
			.setInitialMax(total)
			.setConsumer(new ConsoleProgressBarConsumer(barOut, BAR_WIDTH))
			.build() : null;
	}

	void add(ReceivedResponse response, Duration time) {
		this.count++;
		boolean deserved = this.fault.deserves(response);
		if (!deserved) {
			this.undeserved++;
		}
		String line = String.format(Locale.ROOT, "%5d  HTTP %d  %s  %.1f ms%s", this.count, response.status(),
				describe(response), milliseconds(time), deserved ? "" : "  <- should be HTTP " + this.fault.deserved());
		if (this.bar != null) {
			this.barOut.print(CLEAR_LINE);
			this.barOut.flush();
			this.bar.step();
		}
		this.out.println(line);
		this.out.flush();
	}

	private static String describe(ReceivedResponse response) {
		if (response.actionStatus() == null) {
			return "(not a response of Livehook)";
		}
		String info = response.errorInfo();
		return response.actionStatus() + " " + response.errorCode()
				+ ((info != null && !info.isEmpty()) ? " \"" + info + "\"" : "");
	}

	private static double milliseconds(Duration time) {
		return time.toNanos() / 1e6;
	}

	/**
	 * Tell of all responses together.
	 * @param time the time that all have taken
	 * @return whether each was what its request deserves
	 */
	boolean finish(Duration time) {
		close();
		if (this.count > 1) {
			this.out.println(String.format(Locale.ROOT, "%d callbacks in %.1f s: %s", this.count,
					milliseconds(time) / 1000, (this.undeserved == 0) ? "each response is HTTP " + this.fault.deserved()
							: this.undeserved + " responses should be HTTP " + this.fault.deserved()));
		}
		this.out.flush();
		return this.undeserved == 0;
	}

	@Override
	public void close() {
		if (this.bar != null) {
			this.bar.close();
			this.bar = null;
		}
	}

}
