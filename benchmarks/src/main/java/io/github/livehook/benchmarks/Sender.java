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

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;

/**
 * Load at a fixed rate, which does not depend on the answers: a callback that has to wait
 * for a free connection counts from when it was to be sent. The program reads lines of
 * port, connections, rate and seconds, and tells the 50th, 99th and 99.9th percentile in
 * milliseconds. It ends with its input.
 */
public final class Sender implements AutoCloseable {

	private static final long STUCK = Duration.ofSeconds(10).toNanos();

	private static final String HEAD = "POST %s?%s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
			+ "Content-Length: %d\r\n\r\n";

	private final Selector selector = Selector.open();

	private final int connections;

	private final Deque<Connection> idle = new ArrayDeque<>();

	private final BattleCallback callback = BattleCallback.ofSize(BattleCallback.USUAL_SIZE);

	private byte[] head = new byte[0];

	private long[] latencies = new long[0];

	private int answers;

	private long lastAnswer;

	Sender(int port, int connections) throws IOException {
		this.connections = connections;
		for (int i = 0; i < connections; i++) {
			this.idle.add(new Connection(port));
		}
	}

	public static void main(String[] args) throws IOException {
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				String[] load = line.split(" ");
				try (Sender sender = new Sender(Integer.parseInt(load[0]), Integer.parseInt(load[1]))) {
					long[] sorted = sender.send(Double.parseDouble(load[2]),
							Duration.ofSeconds(Integer.parseInt(load[3])));
					System.out.printf(Locale.ROOT, "%f %f %f%n", millis(sorted, 0.5), millis(sorted, 0.99),
							millis(sorted, 0.999));
				}
			}
		}
	}

	private static double millis(long[] sorted, double part) {
		return sorted[(int) Math.ceil(part * sorted.length) - 1] / 1e6;
	}

	// Sorted. Never sleeps: to wake it would take processor time of the application
	long[] send(double rate, Duration duration) throws IOException {
		long total = Math.max(1, Math.round(rate * duration.toNanos() / 1e9));
		this.latencies = new long[Math.toIntExact(total)];
		this.answers = 0;
		sign();
		long start = System.nanoTime();
		this.lastAnswer = start;
		long sent = 0;
		while (sent < total || this.idle.size() < this.connections) {
			long due = start + Math.round(sent * 1e9 / rate);
			if (sent < total && !this.idle.isEmpty() && System.nanoTime() - due >= 0) {
				this.idle.removeFirst().send(due);
				sent++;
			}
			this.selector.selectNow(this::proceed);
			if (this.idle.isEmpty() && System.nanoTime() - this.lastAnswer > STUCK) {
				throw new IOException("There was no answer for 10 s");
			}
		}
		Arrays.sort(this.latencies);
		return this.latencies;
	}

	// Signed once: a load is shorter than a signature is valid
	private void sign() {
		String query = BattleCallback.query(Instant.now().getEpochSecond());
		this.head = HEAD.formatted(BattleCallback.PATH, query, this.callback.renew().length)
			.getBytes(StandardCharsets.US_ASCII);
	}

	private void proceed(SelectionKey key) {
		Connection connection = (Connection) key.attachment();
		try {
			if (connection.isAnswered()) {
				this.lastAnswer = System.nanoTime();
				this.latencies[this.answers++] = this.lastAnswer - connection.due;
				this.idle.addLast(connection);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		for (SelectionKey key : this.selector.keys()) {
			key.channel().close();
		}
		this.selector.close();
	}

	// The bodies of all contenders are JSON objects
	private static boolean isComplete(String answer) {
		return answer.endsWith(answer.contains("chunked") ? "\r\n0\r\n\r\n" : "}");
	}

	private final class Connection {

		private final SocketChannel channel;

		private final ByteBuffer answer = ByteBuffer.allocate(16 * 1024);

		private long due;

		Connection(int port) throws IOException {
			this.channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			this.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
			this.channel.configureBlocking(false);
			this.channel.register(Sender.this.selector, SelectionKey.OP_READ, this);
		}

		void send(long due) throws IOException {
			this.due = due;
			byte[] body = Sender.this.callback.renew();
			ByteBuffer request = ByteBuffer.allocate(Sender.this.head.length + body.length);
			request.put(Sender.this.head).put(body).flip();
			while (request.hasRemaining()) {
				this.channel.write(request);
			}
		}

		boolean isAnswered() throws IOException {
			if (this.channel.read(this.answer) == -1) {
				throw new EOFException("The server has closed the connection");
			}
			String text = new String(this.answer.array(), 0, this.answer.position(), StandardCharsets.ISO_8859_1);
			if (!isComplete(text)) {
				return false;
			}
			if (!text.startsWith("HTTP/1.1 200")) {
				throw new IOException("Not answered with 200: " + text);
			}
			this.answer.clear();
			return true;
		}

	}

}
