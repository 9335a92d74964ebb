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

import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.ValueSource

import org.springframework.beans.factory.annotation.Autowired
import org.springframework.test.web.servlet.assertj.MockMvcTester

import io.github.livehook.event.live.battle.BattleStarted
import io.github.livehook.event.live.gift.GiftRequest
import io.github.livehook.handler.CallbackHandlers
import io.github.livehook.test.CallbackAssertions
import io.github.livehook.test.CallbackRequest
import io.github.livehook.test.autoconfigure.LivehookTest

@LivehookTest
class KotlinHandlerTests(
    @param:Autowired val mvc: MockMvcTester,
    @param:Autowired val calls: Calls,
    @param:Autowired val handlers: CallbackHandlers,
) {

    @Test
    fun whenFieldIsAbsentThenDefaultOfPropertyHolds() {
        post("""{"CallId":"c-1"}""")
        assertThat(calls.calls).endsWith(Call("c-1", 5, listOf("none"), "lobby", null))
    }

    @Test
    fun whenFieldIsSentThenDefaultDoesNotHold() {
        post("""{"CallId":"c-2","MemberCount":"7","Tags":"[\"a\"]","Room":"r-1","Caller":{"Account":99},"More":1}""")
        assertThat(calls.calls).endsWith(Call("c-2", 7, listOf("a"), "r-1", Caller("99", true)))
    }

    @ParameterizedTest
    @ValueSource(strings = ["""{"MemberCount":1}""", """{"CallId":null}""", """{"CallId":"c","Caller":{}}"""])
    fun whenFieldWithoutDefaultIsAbsentThenBodyIsInvalid(body: String) {
        val request = CallbackRequest.raw(body).command("Call.CallbackAfterStartCall")
        CallbackAssertions.assertThat(mvc.perform(request)).isInvalidBody()
    }

    @Test
    fun whenHandlerIsOfGenericClassThenTypeArgumentIsKept() {
        val request = CallbackRequest.raw("""{"Data":{"CallId":"c-3"}}""").command("F.Generic")
        CallbackAssertions.assertThat(mvc.perform(request)).isOk()
        assertThat(calls.received.last().members).isEqualTo(5)
    }

    @Test
    fun whenFunctionIsInternalThenIdHasItsNameInTheSource() {
        assertThat(handlers.handlers().map { it.id() })
            .containsExactlyInAnyOrder("calls.started", "calls.battle started", "calls.on")
    }

    @Test
    fun whenHandlerTakesRecordOfJavaThenItIsCalled() {
        CallbackAssertions.assertThat(mvc.perform(CallbackRequest.sample(BattleStarted::class.java))).isOk()
        CallbackAssertions.assertThat(mvc.perform(CallbackRequest.sample(GiftRequest::class.java))).isOk()
    }

    private fun post(body: String) {
        val request = CallbackRequest.raw(body).command("Call.CallbackAfterStartCall")
        CallbackAssertions.assertThat(mvc.perform(request)).isOk()
    }

}
