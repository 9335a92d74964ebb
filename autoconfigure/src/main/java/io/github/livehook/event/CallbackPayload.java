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

package io.github.livehook.event;

import io.github.livehook.event.live.battle.BattleStarted;

/**
 * The body of a callback of Tencent Cloud Live or Chat: what has happened, or what is
 * about to happen.
 * <p>
 * Implementations are immutable. Their components are {@code null} where the body lacks
 * the field, except lists, which are then empty.
 *
 * @since 0.1.0
 * @see BattleStarted
 * @see UnknownCallback
 */
public interface CallbackPayload {

}
