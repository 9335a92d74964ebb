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

package io.github.livehook.kotlin

import com.fasterxml.jackson.annotation.JsonProperty
import java.util.concurrent.CopyOnWriteArrayList

import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.stereotype.Component

import io.github.livehook.decision.GiftDecision
import io.github.livehook.event.live.battle.BattleStarted
import io.github.livehook.event.live.gift.GiftRequest
import io.github.livehook.handler.BeforeGiftSend
import io.github.livehook.handler.OnBattleStart
import io.github.livehook.handler.OnCallback

@SpringBootApplication
class KotlinApplication

@JvmInline
value class RoomId(val value: String)

data class Call(
    @param:JsonProperty("CallId") val id: String,
    @param:JsonProperty("MemberCount") val members: Int = 5,
    @param:JsonProperty("Tags") val tags: List<String> = listOf("none"),
    @param:JsonProperty("Room") val room: String? = "lobby",
    @param:JsonProperty("Caller") val caller: Caller? = null,
)

data class Caller(@param:JsonProperty("Account") val account: String, @param:JsonProperty("Muted") val muted: Boolean = true)

data class Envelope<T>(@param:JsonProperty("Data") val data: T)

abstract class Receiver<T> {

    val received = CopyOnWriteArrayList<T>()

    @OnCallback("F.Generic")
    fun on(envelope: Envelope<T>) {
        received.add(envelope.data)
    }

}

@Component
class Calls : Receiver<Call>() {

    val calls = CopyOnWriteArrayList<Call>()

    @OnCallback("Call.CallbackAfterStartCall")
    internal fun started(call: Call) {
        calls.add(call)
    }

    @OnBattleStart
    fun `battle started`(battle: BattleStarted) {
        check(battle.battleId() != null)
    }

    @BeforeGiftSend
    fun gift(gift: GiftRequest): GiftDecision =
        if ((gift.gift()?.count() ?: 0) > 10) GiftDecision.reject(102101, "too many") else GiftDecision.allow()

}
