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

package io.github.livehook.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How long a start takes, and what is answered just after it where processor is scarce.
 */
final class StartPart {

	static final String GIFTS = "Live.CallbackBeforeSendGift";

	static final byte[] GIFT = """
			{"CallbackCommand":"%s","Operator_Account":"tandy","RoomId":"pk-3","GiftWater":{"From_Account":"tandy",\
			"To_Account":["brennan"],"Time":1739954005,"GiftId":"rose","Count":100,"Coins":1}}""".formatted(GIFTS)
		.getBytes(StandardCharsets.UTF_8);

	// A pipe that never has anything is a clock that needs no further process
	private static final String THROTTLE = """
			exec 3<> <(:)
			while kill -CONT %1$d; do read -t 0.01 -u 3; kill -STOP %1$d; read -t 0.04 -u 3; done 2>/dev/null""";

	private static final Duration RESPONSE_TIME = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String GOOD = "right";

	private static final int STARTS = 8;

	private final Options options;

	private final Cores cores = new Cores();

	StartPart(Options options) {
		this.options = options;
	}

	Table startup() throws IOException {
		List<Entrant> entrants = this.options.entrants(Contender.EMPTY, Contender.CONTROLLER, Contender.CONTROLLER_FULL,
				Contender.LIVEHOOK, Contender.LIVEHOOK_FULL);
		int starts = this.options.quick ? 1 : 2 * this.options.rounds() - 1;
		Rounds.measure(entrants, 1, this::start);
		Rounds<Double> rounds = Rounds.measure(entrants, starts, this::start);
		Table table = new Table("startup", "Contender", "To the first 200, s", "To empty", "To controller",
				"To controller-full", "To before");
		ToDoubleFunction<Double> seconds = Double::doubleValue;
		for (Entrant entrant : entrants) {
			table.add(entrant.name(), rounds.figure(entrant, 2, seconds),
					rounds.ratio(entrant, Contender.EMPTY, seconds),
					rounds.ratio(entrant, Contender.CONTROLLER, seconds),
					rounds.ratio(entrant, Contender.CONTROLLER_FULL, seconds), rounds.toBefore(entrant, seconds));
		}
		table
			.note("Median of %d starts (lowest–highest), in turn, after one that does not count; from the launch of the "
					+ "JVM to the first callback that is answered 200, with all cores; 'empty' has no endpoint, its first "
					+ "answer is 404", starts);
		return table;
	}

	private double start(Entrant entrant) throws IOException {
		try (ContenderProcess process = ContenderProcess.launch(entrant, this.options, 0)) {
			return process.awaitAnswer().toNanos() / 1e9;
		}
	}

	Table throttled() throws IOException {
		Table table = new Table("throttled", "Contender", "First callback", "Outcomes", "First question", "Outcomes");
		for (Entrant entrant : this.options.entrants(Contender.LIVEHOOK)) {
			List<String> callbacks = outcomes(entrant, false);
			List<String> questions = outcomes(entrant, true);
			table.add(entrant.name(), good(callbacks), summary(callbacks), good(questions), summary(questions));
		}
		table
			.note("Starts of a process that is stopped for 40 ms after each 10 ms from its launch on, on one core; the "
					+ "first callback, or in another start the first question, is posted when the port accepts; counted are "
					+ "those answered 200, and those answered with what the decision handler decides within %d s",
					RESPONSE_TIME.toSeconds());
		return table;
	}

	private static String good(List<String> outcomes) {
		return "%d of %d".formatted(outcomes.stream().filter(GOOD::equals).count(), outcomes.size());
	}

	private static String summary(List<String> outcomes) {
		return new TreeMap<>(outcomes.stream().collect(Collectors.groupingBy((it) -> it, Collectors.counting())))
			.entrySet()
			.stream()
			.map((Map.Entry<String, Long> entry) -> entry.getValue() + " × " + entry.getKey())
			.collect(Collectors.joining(", "));
	}

	// On two cores at the same time
	private List<String> outcomes(Entrant entrant, boolean question) {
		List<Integer> two = this.cores.areApart() ? this.cores.all().subList(0, 2) : List.of(-1);
		return two.stream()
			.map((core) -> CompletableFuture.supplyAsync(() -> outcomes(entrant, question, core, STARTS / two.size())))
			.toList()
			.stream()
			.flatMap((outcomes) -> outcomes.join().stream())
			.toList();
	}

	private List<String> outcomes(Entrant entrant, boolean question, int core, int starts) {
		List<String> outcomes = new ArrayList<>();
		try {
			for (int i = 0; i < (this.options.quick ? 1 : starts); i++) {
				outcomes.add(throttled(entrant, question, core));
				System.out.printf("%s, %s: %s%n", entrant.name(), question ? "question" : "callback", outcomes.get(i));
			}
			return outcomes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String throttled(Entrant entrant, boolean question, int core) throws IOException {
		try (ContenderProcess process = ContenderProcess.launch(entrant, this.options, 1)) {
			if (core >= 0) {
				this.cores.confine(process.pid(), List.of(core));
			}
			Process throttle = new ProcessBuilder("bash", "-c", THROTTLE.formatted(process.pid())).start();
			try {
				awaitPort(process);
				return question ? ask(process) : call(process);
			}
			finally {
				throttle.destroy();
				Cores.run("kill", "-CONT", String.valueOf(process.pid()));
			}
		}
	}

	private static void awaitPort(ContenderProcess process) throws IOException {
		long start = System.nanoTime();
		while (true) {
			try (Socket socket = new Socket()) {
				socket.connect(new InetSocketAddress("127.0.0.1", process.port()), 1000);
				return;
			}
			catch (IOException ex) {
				if (System.nanoTime() - start > 180e9) {
					throw ex;
				}
				ContenderProcess.pause(1);
			}
		}
	}

	private static String call(ContenderProcess process) throws IOException {
		byte[] body = BattleCallback.ofSize(BattleCallback.USUAL_SIZE).renew();
		HttpResponse<String> answer = process.post(BattleCallback.COMMAND, body, PATIENCE);
		return (answer.statusCode() == 200) ? GOOD : describe(answer);
	}

	private static String ask(ContenderProcess process) throws IOException {
		long start = System.nanoTime();
		HttpResponse<String> answer = process.post(GIFTS, GIFT, PATIENCE);
		boolean late = System.nanoTime() - start > RESPONSE_TIME.toNanos();
		boolean decided = answer.statusCode() == 200 && answer.body().contains("\"ErrorCode\":102101");
		return (decided && !late) ? GOOD : describe(answer) + (late ? " too late" : "");
	}

	private static String describe(HttpResponse<String> answer) {
		return "HTTP %d `%s`".formatted(answer.statusCode(), answer.body());
	}

}
