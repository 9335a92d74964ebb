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

import io.github.livehook.event.live.battle.BattleStarted;

/**
 * Marks a method of a bean that is called when a battle, or PK, between live rooms has
 * started: on {@value BattleStarted#COMMAND}, see
 * <a href="https://trtc.io/document/68260">Tencent's documentation</a>.
 *
 * <pre class="code">
 * &#064;Component
 * class Battles {
 *
 *     &#064;OnBattleStart
 *     void started(BattleStarted battle) {
 *         scores.open(battle.battleId(), battle.duration());
 *     }
 *
 * }
 * </pre>
 *
 * The method takes, in any order and each at most once: {@link BattleStarted}, Jackson's
 * {@code JsonNode} (the body), {@code CallbackMetadata}; or nothing. It returns
 * {@code void} or a {@code CompletionStage<Void>}. If no method is annotated, the event
 * is answered as handled, and a warning is logged once. {@link OnCallback} says what else
 * holds for such methods.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@OnCallback(BattleStarted.COMMAND)
public @interface OnBattleStart {

	/**
	 * The id of the handler, unique in the application; by default the name of the bean
	 * and of the method.
	 * @return the id
	 * @see OnCallback#id()
	 */
	@AliasFor(annotation = OnCallback.class)
	String id() default "";

	/**
	 * What becomes of an event that the method has failed to handle, where events are
	 * stored before they are answered.
	 * @return what differs from the properties, by default nothing
	 * @see OnCallback#retry()
	 */
	@AliasFor(annotation = OnCallback.class)
	Retry retry() default @Retry;

}
