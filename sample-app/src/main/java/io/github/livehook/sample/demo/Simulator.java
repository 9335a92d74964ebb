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

import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import io.github.livehook.autoconfigure.LivehookProperties;
import io.github.livehook.verification.Signature;

// Signs and posts as Tencent does, to the webhook of this very application and to nobody else
@RestController
@Profile("demo")
record Simulator(LivehookProperties livehook, Environment environment) {

	@PostMapping("/simulator")
	String post(@RequestBody String body, @RequestParam(defaultValue = "false") boolean forged) {
		String time = String.valueOf(Instant.now().getEpochSecond());
		String sign = Signature.of(forged ? "a guess" : String.valueOf(this.livehook.getToken()), time).hex();
		return RestClient.create("http://127.0.0.1:" + this.environment.getRequiredProperty("local.server.port"))
			.post()
			.uri(this.livehook.getPath() + "?SdkAppid={app}&contenttype=json&RequestTime={time}&Sign={sign}",
					this.livehook.getSdkAppId(), time, sign)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange((request, answer) -> answer.getStatusCode().value() + " " + answer.bodyTo(String.class));
	}

}
