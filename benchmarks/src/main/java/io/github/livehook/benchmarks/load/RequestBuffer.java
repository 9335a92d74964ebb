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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.github.livehook.benchmarks.callback.App;
import io.github.livehook.benchmarks.callback.BattleBody;

/**
 * A request that is ready to be sent again and again, each time with a new id and, once a
 * second, with a new signature.
 */
final class RequestBuffer {

	private static final String HEAD = """
			POST %s?%s HTTP/1.1\r
			Host: 127.0.0.1:%d\r
			Content-Type: application/json\r
			Content-Length: %d\r
			\r
			""";

	private static final long SECOND = 1000;

	private final int port;

	private final int bodyLength;

	private final int idOffset;

	private final ByteBuffer buffer;

	private long signedFor;

	RequestBuffer(Target target) {
		this.port = target.port();
		BattleBody body = BattleBody.ofSize(target.bodySize());
		this.signedFor = System.currentTimeMillis() / SECOND;
		this.bodyLength = body.bytes().length;
		byte[] head = head(this.bodyLength);
		this.idOffset = head.length + body.idOffset();
		this.buffer = ByteBuffer.allocate(head.length + this.bodyLength).put(head).put(body.bytes());
	}

	private byte[] head(int bodyLength) {
		return HEAD.formatted(App.PATH, App.query(this.signedFor), this.port, bodyLength)
			.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Return the next request.
	 * @return the request, to be sent before the next one is asked for
	 */
	ByteBuffer next() {
		long now = System.currentTimeMillis() / SECOND;
		this.buffer.clear();
		if (now != this.signedFor) {
			this.signedFor = now;
			this.buffer.put(0, head(this.bodyLength));
		}
		BattleBody.renew(this.buffer.array(), this.idOffset);
		return this.buffer;
	}

}
