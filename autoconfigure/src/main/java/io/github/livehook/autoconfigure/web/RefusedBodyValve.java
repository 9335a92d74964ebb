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

package io.github.livehook.autoconfigure.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.servlet.ServletException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import io.github.livehook.web.servlet.CallbackEndpointFilter;

/**
 * Keeps Tomcat from waiting for the rest of a body whose request the endpoint has
 * refused: it would hold a thread as long as the client sends a byte now and then.
 */
final class RefusedBodyValve extends ValveBase
		implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {

	// A connection that is closed while its client sends is reset, and the response may
	// get lost
	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final long PAUSE_MILLIS = 10;

	private static final int MAX_WAITING = 4;

	private final Semaphore waiting = new Semaphore(MAX_WAITING);

	private volatile CountDownLatch stop = new CountDownLatch(1);

	RefusedBodyValve() {
		super(true);
	}

	@Override
	public void customize(ConfigurableTomcatWebServerFactory factory) {
		factory.addEngineValves(this);
	}

	@Override
	protected void startInternal() throws LifecycleException {
		this.stop = new CountDownLatch(1);
		super.startInternal();
	}

	@Override
	protected void stopInternal() throws LifecycleException {
		this.stop.countDown();
		super.stopInternal();
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		getNext().invoke(request, response);
		boolean refused = request.getAttribute(CallbackEndpointFilter.REFUSED) != null;
		// The streams of HTTP/2 hold no thread
		if (refused && !request.isFinished() && request.getProtocol().startsWith("HTTP/1")) {
			waitForBody(request);
			if (!request.isFinished()) {
				request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
			}
		}
	}

	private void waitForBody(Request request) {
		// A client that waits to be asked for the body is not asked any more, and the
		// head of a chunk cannot be read without waiting for its end
		if (request.getHeader("Expect") == null && request.getContentLengthLong() > 0 && this.waiting.tryAcquire()) {
			try {
				readAvailable(request.getCoyoteRequest());
			}
			catch (IOException ex) {
				// The client has gone
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				this.waiting.release();
			}
		}
	}

	// Tomcat has closed the stream of the request together with the response, and a read
	// below it waits until the time-out of the connection
	private void readAvailable(org.apache.coyote.Request request) throws IOException, InterruptedException {
		long end = System.nanoTime() + GRACE.toNanos();
		Nowhere nowhere = new Nowhere();
		boolean stopping = false;
		while (!stopping && !request.isFinished() && System.nanoTime() - end < 0) {
			request.action(ActionCode.AVAILABLE, Boolean.TRUE);
			if (request.getAvailable() > 0) {
				request.doRead(nowhere);
			}
			else {
				stopping = this.stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
			}
		}
	}

	/**
	 * What a body is read into that nobody needs.
	 */
	private static final class Nowhere implements ApplicationBufferHandler {

		private ByteBuffer bytes = ByteBuffer.allocate(0);

		@Override
		public void setByteBuffer(ByteBuffer bytes) {
			this.bytes = bytes;
		}

		@Override
		public ByteBuffer getByteBuffer() {
			return this.bytes;
		}

		@Override
		public void expand(int size) {
		}

	}

}
