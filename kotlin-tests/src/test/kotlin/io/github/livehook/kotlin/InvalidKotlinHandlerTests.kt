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

import org.springframework.boot.autoconfigure.AutoConfigurations
import org.springframework.boot.test.context.runner.WebApplicationContextRunner

import io.github.livehook.autoconfigure.codec.LivehookCodecAutoConfiguration
import io.github.livehook.autoconfigure.handler.LivehookHandlerAutoConfiguration
import io.github.livehook.handler.OnCallback

class InvalidKotlinHandlerTests {

    private val runner = WebApplicationContextRunner().withConfiguration(
        AutoConfigurations.of(LivehookCodecAutoConfiguration::class.java, LivehookHandlerAutoConfiguration::class.java))

    @Test
    fun whenParameterIsValueClassThenContextFails() {
        assertFails(TakingValueClass::class.java, "it takes a value class of Kotlin")
        assertFails(TakingValueClassOfRecord::class.java, "it takes a value class of Kotlin")
        assertFails(TakingUnsigned::class.java, "it takes a value class of Kotlin")
    }

    @Test
    fun whenFunctionIsSuspendingThenContextFails() {
        assertFails(Suspending::class.java, "it is a suspending function")
    }

    @Test
    fun whenFunctionIsPrivateThenContextFails() {
        assertFails(Private::class.java, "it is private")
    }

    private fun assertFails(type: Class<*>, problem: String) {
        runner.withBean("calls", type).run { context ->
            assertThat(context).hasFailed()
            assertThat(context.startupFailure)
                .hasMessageContaining("of bean 'calls' cannot handle callbacks: $problem")
        }
    }

    @JvmInline
    value class Started(val call: Call)

    class TakingValueClass {

        @OnCallback("A.B")
        fun on(id: RoomId) = println(id)

    }

    class TakingValueClassOfRecord {

        @OnCallback("A.B")
        fun on(started: Started) = println(started)

    }

    class TakingUnsigned {

        @OnCallback("A.B")
        fun on(number: UInt) = println(number)

    }

    class Suspending {

        @OnCallback("A.B")
        suspend fun on(call: Call) = println(call)

    }

    class Private {

        @OnCallback("A.B")
        private fun on(call: Call) = println(call)

    }

}
