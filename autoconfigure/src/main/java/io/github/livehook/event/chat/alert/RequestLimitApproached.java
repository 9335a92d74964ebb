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

package io.github.livehook.event.chat.alert;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import io.github.livehook.event.CallbackPayload;

/**
 * The app has come to 80 percent of the rate at which it may call a REST API. Sent to
 * every app that has a URL, without a switch. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/60256">Tencent's documentation</a>.
 *
 * @param serviceName the service of the API, such as {@code openim}
 * @param apiCommand the name of the API, such as {@code batchsendmsg}
 * @param requests the number of calls
 * @param limit the number of calls that are allowed
 * @since 0.1.0
 */
public record RequestLimitApproached(@JsonProperty("ServiceName") @Nullable String serviceName,
		@JsonProperty("Command") @Nullable String apiCommand, @JsonProperty("Request") @Nullable Long requests,
		@JsonProperty("Limit") @Nullable Long limit) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "Alert.RequestOverLimit";

}
