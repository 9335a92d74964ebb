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

import org.springframework.core.annotation.AliasFor;

import io.github.livehook.decision.MessageDecision;
import io.github.livehook.event.chat.message.MessageRequest;

/**
 * Marks a method that decides whether a message may be sent to a room or group, and in
 * which form: on {@value MessageRequest#COMMAND}, see
 * <a href="https://trtc.io/document/74347">Tencent's documentation</a>. It returns a
 * {@link MessageDecision}.
 *
 * <pre class="code">
 * &#064;BeforeMessageSend
 * MessageDecision check(MessageRequest message) {
 *     return this.muted.contains(message.fromAccount()) ? MessageDecision.dropSilently()
 *             : MessageDecision.deliver();
 * }
 * </pre>
 *
 * @since 0.1.0
 * @see BeforeCallback
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@BeforeCallback(value = MessageRequest.COMMAND, onFailure = MessageDecision.DELIVER)
public @interface BeforeMessageSend {

	/**
	 * The {@code ErrorCode} if the method is late, fails, or cannot be called. By default
	 * the message is delivered, as Tencent does without a response.
	 * @return the code
	 */
	@AliasFor(annotation = BeforeCallback.class)
	int onFailure() default MessageDecision.DELIVER;

	/**
	 * Whether the method is interrupted when it is late.
	 * @return whether to interrupt it
	 * @see BeforeCallback#interruptWhenLate()
	 */
	@AliasFor(annotation = BeforeCallback.class)
	boolean interruptWhenLate() default false;

	/**
	 * The unique id of the handler, by default made of the names of bean and method.
	 * @return the id
	 */
	@AliasFor(annotation = BeforeCallback.class)
	String id() default "";

}
