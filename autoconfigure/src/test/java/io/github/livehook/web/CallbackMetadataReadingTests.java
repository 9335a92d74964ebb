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

import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.callback.OptPlatform;
import io.github.livehook.verification.InboundRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is inconsistent in Tencent's pages on the query, by the points of the list.
 */
class CallbackMetadataReadingTests {

	@ParameterizedTest
	@CsvSource({ "SdkAppid=1&CallbackCommand=A.B", "SdkAppId=1&WebhookCommand=A.B", "sdkappid=1&callbackcommand=A.B",
			"SDKAPPID=1&webhookcommand=A.B", "SdkAppid=1&CallbackCommand=A.B&WebhookCommand=C.D",
			"SdkAppid=1&CallbackCommand=&WebhookCommand=A.B" })
	void point1WhenNamesAreSpelledInAnyWayThenTheyAreFound(String query) {
		assertThat(metadata(query).sdkAppId()).isEqualTo("1");
		assertThat(metadata(query).command()).isEqualTo("A.B");
	}

	@ParameterizedTest
	@CsvSource({ "OptPlatform=IOS, iOS", "OptPlatform=rest_api, RESTAPI", "optplatform=macOS, Mac",
			"OptPlatform=Watch, Watch", "OptPlatform=,", "a=b," })
	void point2WhenPlatformIsOddOrAbsentThenNothingFails(String query, String platform) {
		assertThat(metadata(query).optPlatform()).isEqualTo((platform != null) ? new OptPlatform(platform) : null);
	}

	@ParameterizedTest
	@CsvSource({ "contenttype=json, json", "contenttype=JSON, JSON", "ContentType=json, json", "contenttype=,",
			"a=b," })
	void point4WhenContentTypeIsOddOrAbsentThenNothingFails(String query, String contentType) {
		assertThat(metadata(query).contentType()).isEqualTo(contentType);
	}

	private static CallbackMetadata metadata(String query) {
		return CallbackProcessor.metadata(new InboundRequest(Instant.EPOCH, query, null, (name) -> null),
				Instant.EPOCH);
	}

}
