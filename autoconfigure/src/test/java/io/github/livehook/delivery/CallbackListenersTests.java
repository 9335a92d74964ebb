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

package io.github.livehook.delivery;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link CallbackListeners}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallbackListenersTests {

	private final List<String> notified = new ArrayList<>();

	@Test
	void whenNotifiedThenAllAreInTheirOrder() {
		CallbackListeners.of(listener("first"), listener("second"))
			.notify((listener) -> listener.commandDiffers("a", "b"));
		assertThat(this.notified).containsExactly("first a b", "second a b");
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, NoClassDefFoundError.class })
	void whenOneThrowsThenTheOthersAreNotifiedAndItIsLogged(Class<? extends Throwable> type, CapturedOutput output) {
		CallbackListener failing = Mockito.mock(CallbackListener.class);
		willThrow(BeanUtils.instantiateClass(type)).given(failing).commandDiffers("a", "b");
		CallbackListeners.of(failing, listener("second")).notify((listener) -> listener.commandDiffers("a", "b"));
		assertThat(this.notified).containsExactly("second a b");
		assertThat(output).contains("The listener ", type.getName());
	}

	@Test
	void whenNothingHasHappenedThenListenersAreNotAskedFor() {
		List<CallbackListener> found = new ArrayList<>();
		CallbackListeners listeners = new CallbackListeners(() -> {
			found.add(listener("found"));
			return found;
		});
		assertThat(found).isEmpty();
		listeners.notify((listener) -> listener.commandDiffers("a", "b"));
		listeners.notify((listener) -> listener.commandDiffers("c", "d"));
		assertThat(this.notified).containsExactly("found a b", "found c d");
	}

	private CallbackListener listener(String name) {
		return new CallbackListener() {

			@Override
			public void commandDiffers(String ofQuery, String ofBody) {
				CallbackListenersTests.this.notified.add(name + " " + ofQuery + " " + ofBody);
			}

		};
	}

}
