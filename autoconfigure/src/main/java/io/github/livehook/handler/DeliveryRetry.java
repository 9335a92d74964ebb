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
 * Sets what is different for one handler of events when it has failed. It stands beside
 * {@link OnCallback @OnCallback} or the annotation of a command, and its attributes have
 * the names of the properties below {@code livehook.delivery}.
 *
 * <pre class="code">
 * &#064;OnBattleStart
 * &#064;DeliveryRetry(maxAttempts = 3, delay = "5s", excludes = UnknownBattleException.class)
 * void started(BattleStarted battle) {
 *     this.scores.open(battle.battleId(), battle.duration());
 * }
 * </pre>
 *
 * With durable delivery, an attempt has failed when the method throws, or does not return
 * within {@link #handlerTimeout()}. The method is called again after a delay that grows
 * from one attempt to the next. When no attempts are left, the event is a dead letter of
 * this handler: it is kept until you replay or discard it. Other handlers of the event
 * are not affected.
 * <p>
 * With {@code livehook.delivery.mode=memory} a method is called once and is not
 * interrupted, so this annotation has no effect, and a warning at start-up says so. A
 * before-callback is never retried: there the annotation stops the start-up, as it does
 * on a method that is no handler.
 * <p>
 * Like the annotations of handlers, it may be inherited, stand on the method of an
 * interface, or on an annotation of your own. An attribute that is left out is as in the
 * properties. Durations are written as in {@code application.yml}, such as {@code 5s},
 * {@code 250} for milliseconds, or {@code PT1M30S}, and may hold placeholders, such as
 * {@code ${battles.delay:5s}}. A value that cannot be used stops the start-up.
 *
 * @since 0.1.0
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface DeliveryRetry {

	/**
	 * The number of attempts for one event, the first included.
	 * @return 1 or more, or 0 for {@code livehook.delivery.retry.max-attempts}
	 */
	int maxAttempts() default 0;

	/**
	 * The time between the first failure and the second attempt. If it is longer than
	 * {@code livehook.delivery.retry.max-delay}, it is the longest delay of this handler
	 * as well.
	 * @return a duration of 0 or more, or empty for {@code livehook.delivery.retry.delay}
	 */
	String delay() default "";

	/**
	 * The factor from each delay to the next.
	 * @return 1 or more, or 0 for {@code livehook.delivery.retry.multiplier}
	 */
	double multiplier() default 0;

	/**
	 * The longest delay between two attempts.
	 * @return a duration of 0 or more, or empty for
	 * {@code livehook.delivery.retry.max-delay}
	 */
	String maxDelay() default "";

	/**
	 * The fraction by which each delay is made shorter or longer at random, so that what
	 * has failed together is not tried again together.
	 * @return 0 to 1, or -1 for {@code livehook.delivery.retry.jitter}
	 */
	double jitter() default -1;

	/**
	 * The exceptions after which there is no further attempt, their subclasses and what
	 * they have caused included. They add to those of
	 * {@code livehook.delivery.retry.excludes}. A body that does not fit is always
	 * excluded.
	 * @return the types of the exceptions
	 */
	Class<? extends Throwable>[] excludes() default {};

	/**
	 * The time limit of one attempt, after which its thread is interrupted.
	 * @return a duration of more than 0, or empty for
	 * {@code livehook.delivery.handler-timeout}
	 */
	String handlerTimeout() default "";

}
