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

package io.github.livehook.handler.method;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.livehook.callback.Callback;
import io.github.livehook.handler.OnCallback;
import io.github.livehook.handler.TestCallbacks;

import static org.assertj.core.api.Assertions.assertThat;

class HandlerGenericTypeTests {

	private static final String COMMAND = "F.Generic";

	private static final String PAYMENT = "{\"Amount\":7}";

	private static final String TWO_NESTED = "{\"Data\":{\"Data\":" + PAYMENT + "}}";

	private final WebApplicationContextRunner runner = HandlerRunner.runner();

	@ParameterizedTest
	@ValueSource(classes = { OfArgument.class, OfSuperclass.class, OfInterface.class, OfMiddleClass.class,
			OfBoundedSuperclass.class })
	void whenTypeHasArgumentThenItIsKept(Class<?> type) {
		assertCalled(type, "{\"Data\":" + PAYMENT + "}", 7);
	}

	@ParameterizedTest
	@ValueSource(classes = { OfNestedArgument.class, OfSuperclassOfNested.class })
	void whenArgumentHasArgumentThenItIsKept(Class<?> type) {
		assertCalled(type, TWO_NESTED, 7);
	}

	@ParameterizedTest
	@ValueSource(classes = { OfList.class, OfArray.class, OfListOfWildcard.class })
	void whenArgumentIsInContainerThenItIsKept(Class<?> type) {
		assertCalled(type, "{\"Data\":[" + PAYMENT + "]}", 7);
	}

	@Test
	void whenValueOfMapHasTypeThenItIsKept() {
		assertCalled(OfMap.class, "{\"First\":" + PAYMENT + "}", 7);
	}

	@Test
	void whenTypeIsRawOrOfWildcardThenContentIsMap() {
		assertCalled(Raw.class, "{\"Data\":" + PAYMENT + "}", Map.of("Amount", 7));
		assertCalled(OfWildcard.class, "{\"Data\":" + PAYMENT + "}", Map.of("Amount", 7));
	}

	@ParameterizedTest
	@ValueSource(classes = { Base.class, BoundedBase.class, ArrayBase.class })
	void whenNothingSaysWhatVariableIsThenContextFails(Class<?> type) {
		this.runner.withBean("payments", type)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidHandlerException.class)
				.hasMessageMatching(".+ of bean 'payments' cannot handle callbacks: it takes .*T.*, and nothing says "
						+ "what its type variable is"));
	}

	@Test
	void whenMethodOfBeanSaysWhatVariableIsThenItIsKnown() {
		Callback callback = TestCallbacks.of(COMMAND, "{\"Data\":" + PAYMENT + "}");
		this.runner.withUserConfiguration(DeclaredWithArgument.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, callback)).containsExactly(7));
	}

	@Test
	void whenMethodHasVariableOfItsOwnThenContextFails() {
		this.runner.withBean("payments", OfVariableOfMethod.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidHandlerException.class)
				.hasMessageEndingWith("it takes T, and nothing says what its type variable is"));
	}

	@Test
	void whenSameClassIsTakenWithTwoArgumentsThenBothAreThere() {
		Callback callback = TestCallbacks.of(COMMAND, TWO_NESTED);
		this.runner.withBean("payments", OfTwoArguments.class)
			.run((context) -> assertThat(HandlerRunner.handle(context, callback))
				.containsExactly(new Envelope<>(new Envelope<>(new Payment(7))), Map.of("Data", Map.of("Amount", 7))));
	}

	private void assertCalled(Class<?> type, String body, Object expected) {
		Callback callback = TestCallbacks.of(COMMAND, body);
		this.runner.withBean("payments", type)
			.run((context) -> assertThat(HandlerRunner.handle(context, callback)).containsExactly(expected));
	}

	record Envelope<T>(@JsonProperty("Data") T data) {

	}

	record Payment(@JsonProperty("Amount") int amount) {

	}

	interface Receiver<T> {

		@OnCallback(COMMAND)
		void on(Envelope<T> envelope);

	}

	static class Base<T> extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<T> envelope) {
			called(amount(envelope.data()));
		}

		Object amount(@Nullable T data) {
			return ((Payment) data).amount();
		}

	}

	static class Middle<X> extends Base<Envelope<X>> {

	}

	static class BoundedBase<T extends Payment> extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<T> envelope) {
			called(envelope.data().amount());
		}

	}

	static class ArrayBase<T> extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<T[]> envelope) {
			called(((Payment) envelope.data()[0]).amount());
		}

	}

	static class OfArgument extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<Payment> envelope) {
			called(envelope.data().amount());
		}

	}

	static class OfSuperclass extends Base<Payment> {

	}

	static class OfBoundedSuperclass extends BoundedBase<Payment> {

	}

	static class OfArray extends ArrayBase<Payment> {

	}

	static class OfInterface extends RecordingHandler implements Receiver<Payment> {

		@Override
		public void on(Envelope<Payment> envelope) {
			called(envelope.data().amount());
		}

	}

	static class OfMiddleClass extends Middle<Payment> {

		@Override
		@OnCallback(COMMAND)
		void on(Envelope<Envelope<Payment>> envelope) {
			called(7);
		}

	}

	static class OfSuperclassOfNested extends Middle<Payment> {

		@Override
		Object amount(@Nullable Envelope<Payment> data) {
			return data.data().amount();
		}

	}

	static class OfNestedArgument extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<Envelope<Payment>> envelope) {
			called(envelope.data().data().amount());
		}

	}

	static class OfList extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<List<Payment>> envelope) {
			called(envelope.data().get(0).amount());
		}

	}

	static class OfListOfWildcard extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<List<? extends Payment>> envelope) {
			called(envelope.data().get(0).amount());
		}

	}

	static class OfMap extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Map<String, Payment> payments) {
			called(payments.get("First").amount());
		}

	}

	@SuppressWarnings("rawtypes")
	static class Raw extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope envelope) {
			called(envelope.data());
		}

	}

	static class OfWildcard extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<?> envelope) {
			called(envelope.data());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class DeclaredWithArgument {

		@Bean
		Base<Payment> payments() {
			return new Base<>();
		}

	}

	static class OfVariableOfMethod {

		@OnCallback(COMMAND)
		<T> void on(T body) {
		}

	}

	static class OfTwoArguments extends RecordingHandler {

		@OnCallback(COMMAND)
		void on(Envelope<Envelope<Payment>> nested, Envelope<Map<String, Object>> plain) {
			called(nested);
			called(plain.data());
		}

	}

}
