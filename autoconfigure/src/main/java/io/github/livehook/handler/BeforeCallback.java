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

import io.github.livehook.callback.CallbackMetadata;
import io.github.livehook.decision.CallbackDecision;
import io.github.livehook.decision.Decision;
import io.github.livehook.event.chat.message.ChatMessage;

/**
 * Marks a method of a bean that decides on before-callbacks: whether something may happen
 * that Tencent asks about. {@link BeforeGiftSend} and {@link BeforeMessageSend} are the
 * annotations of single commands, for which the same holds.
 *
 * <pre class="code">
 * &#064;BeforeCallback
 * MessageDecision check(ChatMessage message) {
 *     return this.blocked.contains(message.fromAccount()) ? MessageDecision.reject("you are blocked")
 *             : MessageDecision.deliver();
 * }
 * </pre>
 *
 * <b>The method</b> takes what a method with {@link OnCallback @OnCallback} takes, such
 * as the record of a command, or the interface of several records: {@link ChatMessage}
 * stands for messages to users and to groups. It returns the {@link Decision} of its
 * commands, which for commands without a decision of their own is
 * {@link CallbackDecision}, or a {@code CompletionStage} of one. The decision is the
 * response. If its code is not one of those of the command, that is a failure. A command
 * has one such method at most. Without one, the response is the one that Tencent
 * documents for failures, or else that it may happen, and a warning is logged once.
 * Methods with {@code @OnCallback} that take the command are called afterwards.
 * <p>
 * <b>Time is short:</b> Tencent waits two seconds and does not ask again, so the response
 * is sent at {@link CallbackMetadata#deadline()}, whatever the method does. It is called
 * once, on a thread of its own. A decision that comes later is reported to the
 * {@link io.github.livehook.delivery.CallbackListener#decidedLate listeners}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeCallback {

	/**
	 * The {@link #onFailure()} that Tencent's documentation prescribes for the command.
	 */
	int AS_DOCUMENTED = Integer.MIN_VALUE;

	/**
	 * The commands, such as {@code C2C.CallbackBeforeSendMsg}. May be left out if the
	 * method takes the record of a command, or the interface of several. Placeholders
	 * such as {@code ${my.command}} are resolved.
	 * @return the commands
	 */
	String[] value() default {};

	/**
	 * The {@code ErrorCode} of the response if the method is late, throws, or cannot be
	 * called because too many others are running; 0 lets it happen. Must be a code of
	 * each command. May be left out for commands that Livehook knows, and must be set for
	 * others.
	 * @return the code
	 */
	int onFailure() default AS_DOCUMENTED;

	/**
	 * Whether the method is interrupted when it is late. By default it runs on, because
	 * it may have changed something that it has to finish. If it returns a
	 * {@code CompletionStage}, only the waiting is interrupted, and no listener is
	 * notified of what the stage decides later.
	 * @return whether to interrupt it
	 */
	boolean interruptWhenLate() default false;

	/**
	 * The unique id of the handler, by default made of the names of bean and method.
	 * @return the id
	 */
	String id() default "";

}
