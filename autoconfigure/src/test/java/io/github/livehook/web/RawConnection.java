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

package io.github.livehook.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import io.github.livehook.SignedQuery;

/**
 * A connection on which a test says exactly what it wants.
 */
class RawConnection implements AutoCloseable {

	private final Socket socket;

	RawConnection(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setSoTimeout(20_000);
	}

	void send(String text) throws IOException {
		this.socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.socket.getOutputStream().flush();
	}

	void sendHead(String headers) throws IOException {
		send("POST /webhooks/tencent-live?" + SignedQuery.now() + " HTTP/1.1\r\nHost: localhost\r\n" + headers
				+ "\r\n");
	}

	void post(String body) throws IOException {
		sendHead("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n");
		send(body);
	}

	void shutdownOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Read one answer: to its length, or to the end of the connection.
	 * @return head and body
	 */
	String readAnswer() throws IOException {
		StringBuilder head = new StringBuilder();
		InputStream input = this.socket.getInputStream();
		while (head.indexOf("\r\n\r\n") == -1) {
			int read = input.read();
			if (read == -1) {
				return head.toString();
			}
			head.append((char) read);
		}
		String lower = head.toString().toLowerCase(Locale.ROOT);
		int start = lower.indexOf("content-length:");
		if (start == -1) {
			return head + new String(input.readAllBytes(), StandardCharsets.UTF_8);
		}
		String length = lower.substring(start + "content-length:".length(), lower.indexOf('\r', start)).trim();
		return head + new String(input.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
