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

/**
 * Marks a method of a bean that decides whether something may happen, when Tencent asks
 * before it does. What the method returns is the answer. For commands that have an
 * annotation of their own, such as {@link BeforeGiftSend @BeforeGiftSend}, use that one.
 *
 * <pre class="code">
 * &#064;BeforeCallback(value = "C2C.CallbackBeforeSendMsg", onFailure = CallbackDecision.ALLOW)
 * CallbackDecision check(JsonNode body) {
 *     return this.blocked.contains(body.path("From_Account").asString(""))
 *             ? CallbackDecision.reject(120001, "you are blocked") : CallbackDecision.allow();
 * }
 * </pre>
 *
 * The method takes what a method with {@link OnCallback @OnCallback} takes. It returns a
 * {@code CallbackDecision}, or a {@code CompletionStage} of one that is waited for. A
 * command has one such method at most; if it has none, it is answered as Tencent's
 * documentation prescribes for failures, otherwise that it may happen, and a warning is
 * logged. Methods with {@code @OnCallback} may watch the command and do not change the
 * answer.
 * <p>
 * The method is called on a thread of its own and is asked once. Tencent waits two
 * seconds and does not ask again, so the answer goes out at
 * {@code CallbackMetadata.deadline()} whatever the method does. A decision that comes
 * later, or is not used for another reason, is reported to the
 * {@link io.github.livehook.delivery.CallbackListener#decidedLate listeners}.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface BeforeCallback {

	/**
	 * The commands, such as {@code C2C.CallbackBeforeSendMsg}; at least one.
	 * @return the commands
	 */
	String[] value();

	/**
	 * The code that is answered if the method is late, throws, or cannot be called
	 * because too many others are running. 0 lets it happen.
	 * @return the {@code ErrorCode}
	 */
	int onFailure();

	/**
	 * Whether the method is interrupted when it is late. By default it runs on, because
	 * it may have changed something that it has to finish. Of a method that returns a
	 * {@code CompletionStage} only the waiting is interrupted, and what the stage decides
	 * afterwards is told to nobody.
	 * @return whether to interrupt it
	 */
	boolean interruptWhenLate() default false;

	/**
	 * The id of the handler, unique in the application; by default the name of the bean
	 * and of the method.
	 * @return the id
	 * @see OnCallback#id()
	 */
	String id() default "";

}
