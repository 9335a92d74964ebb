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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection that is kept alive, with one request on its way at a time.
 */
final class Connection implements AutoCloseable {

	private final Target target;

	private final RequestBuffer requests;

	private final AnswerReader answers = new AnswerReader();

	private SelectionKey key;

	private ByteBuffer request = ByteBuffer.allocate(0);

	private long intended;

	Connection(Target target, Selector selector) throws IOException {
		this.target = target;
		this.requests = new RequestBuffer(target);
		this.key = connect(selector);
	}

	private SelectionKey connect(Selector selector) throws IOException {
		SocketChannel channel = SocketChannel
			.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.target.port()));
		channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
		channel.configureBlocking(false);
		return channel.register(selector, SelectionKey.OP_READ, this);
	}

	private SocketChannel channel() {
		return (SocketChannel) this.key.channel();
	}

	/**
	 * Send the next request.
	 * @param intended when it is to be sent, which its latency is measured from
	 * @throws IOException if it cannot be sent
	 */
	void send(long intended) throws IOException {
		this.intended = intended;
		this.request = this.requests.next();
		write();
	}

	private void write() throws IOException {
		channel().write(this.request);
		int interest = this.request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
				: SelectionKey.OP_READ;
		if (this.key.interestOps() != interest) {
			this.key.interestOps(interest);
		}
	}

	/**
	 * Go on where the socket is ready.
	 * @return whether the answer is complete
	 * @throws IOException if the connection is broken
	 */
	boolean proceed() throws IOException {
		if (this.request.hasRemaining()) {
			write();
		}
		int read = channel().read(this.answers.buffer());
		if (read == -1) {
			throw new IOException("The server has closed the connection");
		}
		if (read == 0 || !this.answers.isComplete()) {
			return false;
		}
		if (this.answers.isLast()) {
			close();
			this.key = connect(this.key.selector());
		}
		return true;
	}

	boolean isSuccess() {
		return this.answers.isSuccess();
	}

	long intended() {
		return this.intended;
	}

	@Override
	public void close() throws IOException {
		channel().close();
	}

}
