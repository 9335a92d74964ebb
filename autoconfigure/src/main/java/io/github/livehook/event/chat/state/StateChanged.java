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

package io.github.livehook.event.chat.state;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

import io.github.livehook.event.CallbackPayload;

/**
 * A user has gone online or offline on a device. A lost connection is noticed after 400
 * seconds. Sent as {@value #COMMAND}, see
 * <a href="https://trtc.io/document/34357">Tencent's documentation</a>.
 *
 * @param info the user and the change
 * @param kickedDevices the devices that were signed out by this login
 * @param eventTime the time of the event, to the millisecond; not sent in older bodies
 * @since 0.1.0
 */
public record StateChanged(@JsonProperty("Info") @Nullable StateInfo info,
		@JsonProperty("KickedDevice") List<KickedDevice> kickedDevices,
		@JsonProperty("EventTime") @Nullable Instant eventTime) implements CallbackPayload {

	/**
	 * The command of this event.
	 */
	public static final String COMMAND = "State.StateChange";

	public StateChanged {
		kickedDevices = (kickedDevices != null) ? List.copyOf(kickedDevices) : List.of();
	}

	/**
	 * The change of the state of a user.
	 *
	 * @param action what the user has done
	 * @param toAccount the user id of the user
	 * @param reason the reason for the change
	 * @see StateChanged
	 */
	public record StateInfo(@JsonProperty("Action") @Nullable StateAction action,
			@JsonProperty("To_Account") @Nullable String toAccount,
			@JsonProperty("Reason") @Nullable StateReason reason) {

	}

	/**
	 * A device that was signed out.
	 *
	 * @param platform the platform of the device, such as {@code Android}
	 * @see StateChanged
	 */
	public record KickedDevice(@JsonProperty("Platform") @Nullable String platform) {

	}

	/**
	 * The action by which the state of a user has changed. An action that is not listed
	 * here keeps its text.
	 *
	 * @param value the {@code Action}
	 * @see StateChanged
	 */
	public record StateAction(@JsonValue String value) {

		/**
		 * The user has signed in.
		 */
		public static final StateAction LOGIN = new StateAction("Login");

		/**
		 * The user has signed out.
		 */
		public static final StateAction LOGOUT = new StateAction("Logout");

		/**
		 * The connection to the user was lost.
		 */
		public static final StateAction DISCONNECT = new StateAction("Disconnect");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public StateAction {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

	/**
	 * The reason for which the state of a user has changed. A reason that is not listed
	 * here keeps its text.
	 *
	 * @param value the {@code Reason}
	 * @see StateChanged
	 */
	public record StateReason(@JsonValue String value) {

		/**
		 * The client has signed in.
		 */
		public static final StateReason REGISTER = new StateReason("Register");

		/**
		 * The client has signed out.
		 */
		public static final StateReason UNREGISTER = new StateReason("Unregister");

		/**
		 * The connection was closed.
		 */
		public static final StateReason LINK_CLOSE = new StateReason("LinkClose");

		/**
		 * Nothing was heard of the client for a while.
		 */
		public static final StateReason TIME_OUT = new StateReason("TimeOut");

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		public StateReason {
			Assert.notNull(value, "'value' must not be null");
		}

		@Override
		public String toString() {
			return this.value;
		}

	}

}
