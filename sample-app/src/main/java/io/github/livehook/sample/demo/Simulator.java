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

package io.github.livehook.sample.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ResponseStatusException;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.Signature;

// Signs and posts as Tencent does, to the webhook of this very application and to nobody else. Whoever may use it can
// make any callback, so it knows no token but the one that everybody knows, and serves this machine alone: not a site
// either that has given its name the address of this machine
@RestController
@Profile("demo")
@ConditionalOnProperty(name = "livehook.token", havingValue = Simulator.TOKEN)
record Simulator(LivehookProperties livehook, Environment environment) {

	static final String TOKEN = "for-trying-out-only";

	private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

	@PostMapping("/simulator")
	String post(HttpServletRequest asked, @RequestBody String body,
			@RequestParam(defaultValue = "false") boolean forged) throws UnknownHostException {
		if (!NAMES.contains(asked.getServerName())
				|| !InetAddress.getByName(asked.getRemoteAddr()).isLoopbackAddress()) {
			throw new ResponseStatusException(HttpStatus.FORBIDDEN);
		}
		String time = String.valueOf(Instant.now().getEpochSecond());
		String sign = Signature.of(forged ? "a guess" : TOKEN, time).hex();
		return RestClient.create("http://127.0.0.1:" + this.environment.getRequiredProperty("local.server.port"))
			.post()
			.uri(this.livehook.getPath() + "?SdkAppid={app}&contenttype=json&RequestTime={time}&Sign={sign}",
					this.livehook.getSdkAppId(), time, sign)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange((request, answer) -> answer.getStatusCode().value() + " " + answer.bodyTo(String.class));
	}

}
