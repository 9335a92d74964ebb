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

package io.github.livehook.handler;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.Order;

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.event.UnknownCallback;

/**
 * Marks a method of a bean that handles events: what Tencent reports after it has
 * happened. Commands of live rooms have an annotation of their own, such as
 * {@link OnBattleStart}, for which the same holds.
 *
 * <pre class="code">
 * &#064;Component
 * class Rooms {
 *
 *     &#064;OnCallback("Desk.SessionEventNotify")
 *     void sessionChanged(JsonNode body) {
 *         // the command that is named
 *     }
 *
 *     &#064;OnCallback
 *     void recordingChanged(RecordingChanged event) {
 *         // the command of the record, in all its spellings
 *     }
 *
 *     &#064;OnCallback(OnCallback.ANY)
 *     void everything(CallbackMetadata metadata) {
 *         // every command
 *     }
 *
 * }
 * </pre>
 *
 * <b>The method</b> may have any visibility but private, be inherited, or be declared by
 * an interface of the bean. It takes, in any order and each at most once:
 * <ul>
 * <li>the body, as the record of the command, as {@link UnknownCallback}, as Jackson's
 * {@code JsonNode}, as {@code Map}, {@code String} or {@code byte[]}, or as a record or
 * class of your own, also with type arguments</li>
 * <li>{@link CallbackMetadata}: app, command, times, the client's platform and more</li>
 * </ul>
 * or nothing. It returns {@code void}, or a {@code CompletionStage<Void>} that Livehook
 * waits for. A method that cannot work stops the start-up with a description of what to
 * change.
 * <p>
 * <b>All handlers of a command are called</b>, one after the other, in the order of
 * {@link Order @Order} on the method or else on its class. If one throws, the others are
 * still called, and the failure is logged. What Tencent is answered then, and whether the
 * method is called again, depends on {@code livehook.delivery.mode}; see
 * {@link DeliveryRetry}. An event may reach a method more than once, so make it
 * idempotent. An event without a handler is answered with success, and a warning is
 * logged once.
 * <p>
 * <b>Before-callbacks</b>, which Tencent sends before something happens, are decided by a
 * method with {@link BeforeCallback @BeforeCallback}. A method with this annotation that
 * takes their command, or every command, is called afterwards and does not change the
 * response.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface OnCallback {

	/**
	 * The value for every command. It is said, because a method that is called with
	 * everything is rarely meant by leaving something out.
	 */
	String ANY = "*";

	/**
	 * The commands, such as {@code State.StateChange}, or {@link #ANY}. May be left out
	 * if the method takes the record of a command. Placeholders such as
	 * {@code ${my.command}} are resolved.
	 * @return the commands
	 */
	String[] value() default {};

	/**
	 * The unique id of the handler, by default made of the names of bean and method, such
	 * as {@code battles.started}. With durable delivery, open work belongs to this id:
	 * set it to be free to rename the method.
	 * @return the id
	 */
	String id() default "";

}
