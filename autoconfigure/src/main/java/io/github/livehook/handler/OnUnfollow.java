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

import io.github.livehook.event.live.follow.Unfollowed;

/**
 * Marks a method that is called when a user has stopped following other users: on
 * {@value Unfollowed#COMMAND}, see <a href="https://trtc.io/document/74357">Tencent's
 * documentation</a>.
 *
 * <pre class="code">
 * &#064;OnUnfollow
 * void unfollowed(Unfollowed event) {
 *     this.fans.remove(event.fromAccount(), event.toAccounts());
 * }
 * </pre>
 *
 * @since 0.1.0
 * @see OnCallback
 */
@Documented
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@OnCallback(Unfollowed.COMMAND)
public @interface OnUnfollow {

	/**
	 * The unique id of the handler, by default made of the names of bean and method.
	 * @return the id
	 */
	@AliasFor(annotation = OnCallback.class)
	String id() default "";

}
