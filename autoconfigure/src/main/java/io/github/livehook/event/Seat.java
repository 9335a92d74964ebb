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

package io.github.livehook.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A seat of a live room.
 *
 * @param index the number of the seat; the vendor does not say whether the first is 0 or
 * 1
 * @param memberAccount the user id of who sits there, {@code null} or empty if the seat
 * is free
 * @param takenDisabled whether the seat is locked
 * @param videoDisabled whether its video is switched off
 * @param audioDisabled whether its audio is switched off
 * @since 0.1.0
 * @see SeatsChanged
 */
public record Seat(@JsonProperty("Index") @Nullable Integer index,
		@JsonProperty("Member_Account") @Nullable String memberAccount,
		@JsonProperty("IsTakenDisabled") @Nullable Boolean takenDisabled,
		@JsonProperty("IsVideoDisabled") @Nullable Boolean videoDisabled,
		@JsonProperty("IsAudioDisabled") @Nullable Boolean audioDisabled) {

}
