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
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What becomes of an event that a method has failed to handle, where it differs from the
 * properties below {@code livehook.delivery}. Written as the value of {@code retry} of
 * {@link OnCallback @OnCallback}, or of the annotation of a command.
 *
 * <pre class="code">
 * &#064;OnBattleStart(retry = &#064;Retry(maxAttempts = 3, delay = "5s", timeout = "10s",
 *         excludes = UnknownBattleException.class))
 * void started(BattleStarted battle) {
 *     scores.open(battle.battleId(), battle.duration());
 * }
 * </pre>
 *
 * It holds where events are stored before they are answered. When the method throws, or
 * does not return in time, it is called again after a delay that grows from one attempt
 * to the next, until it has returned or its attempts are used up. Then the event is a
 * dead letter of this method: it is kept, and handled again only when somebody asks for
 * it. Other handlers of the event are not affected.
 * <p>
 * With {@code livehook.delivery.mode=memory} nothing of this happens: a method is called
 * once, is not interrupted, and Tencent is told of a failure. Questions, which methods
 * with {@code @OnCallback} may watch, are not stored in any mode.
 * <p>
 * An attribute that is left out is as in the properties. Durations are written as in
 * {@code application.yml}: a number with {@code ns}, {@code us}, {@code ms}, {@code s},
 * {@code m}, {@code h} or {@code d}, such as {@code 5s}; a number of milliseconds; or in
 * ISO-8601, such as {@code PT1M30S}. They may hold placeholders, such as
 * {@code ${battles.delay:5s}}. A value that cannot be used stops the start-up.
 *
 * @since 0.1.0
 */
@Documented
@Target({})
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {

	/**
	 * How often the method is called for one event at most, the first time included; 1
	 * for never again, 0 for {@code livehook.delivery.retry.max-attempts}.
	 * @return the number of attempts
	 */
	int maxAttempts() default 0;

	/**
	 * The time between the first failure and the second attempt; empty for
	 * {@code livehook.delivery.retry.delay}. If it is longer than the longest delay of
	 * the properties, it is the longest delay of this method as well.
	 * @return the duration, 0 or more
	 */
	String delay() default "";

	/**
	 * What each delay is multiplied by for the next one, 1 or more; 0 for
	 * {@code livehook.delivery.retry.multiplier}.
	 * @return the factor
	 */
	double multiplier() default 0;

	/**
	 * The longest delay between two attempts; empty for
	 * {@code livehook.delivery.retry.max-delay}.
	 * @return the duration, 0 or more
	 */
	String maxDelay() default "";

	/**
	 * By which fraction of itself each delay is made shorter or longer at random, so that
	 * what failed at one time is not tried again at one time: 0 to 1; -1 for
	 * {@code livehook.delivery.retry.jitter}.
	 * @return the fraction
	 */
	double jitter() default -1;

	/**
	 * Exceptions after which the method is not called again, because it would fail again;
	 * their subclasses and what they have caused included. Those of
	 * {@code livehook.delivery.retry.excludes} are excluded as well, and so is a body
	 * that does not fit.
	 * @return the types of the exceptions
	 */
	Class<? extends Throwable>[] excludes() default {};

	/**
	 * The time that the method has for one attempt; then its thread is interrupted, and
	 * the attempt has failed. Empty for {@code livehook.delivery.handler-timeout}.
	 * @return the duration, more than 0
	 */
	String timeout() default "";

}
