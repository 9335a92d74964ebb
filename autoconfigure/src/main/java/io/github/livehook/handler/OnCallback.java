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
 * Marks a method of a bean that is called when Tencent reports something that has
 * happened: the events of the given commands, or all of them. For commands that have an
 * annotation of their own, such as {@link OnBattleStart @OnBattleStart}, that one reads
 * better.
 * <p>
 * The method may be package-private, protected or public, inherited, or declared by an
 * interface of the bean. It takes, in any order and each at most once:
 * <ul>
 * <li>the body: the record of the command, {@code UnknownCallback}, Jackson's
 * {@code JsonNode}, or a record or class of the application</li>
 * <li>{@code CallbackMetadata}: app, command, times, the client's platform and more</li>
 * </ul>
 * or nothing. It returns {@code void}, or a {@code CompletionStage<Void>} that is waited
 * for.
 * <p>
 * Every method that matches is called, in the order of
 * {@link org.springframework.core.annotation.Order @Order} on the method or else its
 * class. If one throws, the others are still called and Tencent gets a failure, see
 * <a href="https://trtc.io/document/64413">Tencent's documentation</a>. A method may be
 * called more than once for one event, so it should be idempotent.
 * <p>
 * Commands that are asked before something happens are only watched: they are decided by
 * the method with {@link BeforeCallback @BeforeCallback}, and then handed to those with
 * this annotation. What becomes of that does not change the answer.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface OnCallback {

	/**
	 * The commands, such as {@code State.StateChange}; none means every command.
	 * @return the commands
	 */
	String[] value() default {};

	/**
	 * The id of the handler, unique in the application; by default the name of the bean
	 * and of the method, such as {@code battles.started}. What has to be remembered of a
	 * handler belongs to its id, so an id of its own lets a method be renamed.
	 * @return the id
	 */
	String id() default "";

	/**
	 * What becomes of an event that the method has failed to handle, where events are
	 * stored before they are answered.
	 * @return what differs from the properties, by default nothing
	 * @see Retry
	 */
	Retry retry() default @Retry;

}
