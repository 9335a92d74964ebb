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

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class UnknownCallbackTests {

	@Test
	void whenMapOfCreatorChangesThenEventDoesNot() {
		Map<String, Object> fields = new LinkedHashMap<>(Map.of("a", 1));
		UnknownCallback callback = new UnknownCallback("Test.Command", fields);
		fields.clear();
		assertThat(callback.fields()).containsOnly(Map.entry("a", 1));
	}

	@Test
	void whenFieldsAreChangedThenTheyRefuse() {
		UnknownCallback callback = new UnknownCallback("Test.Command", new LinkedHashMap<>());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> callback.fields().put("a", "b"));
	}

	@Test
	void whenFieldIsNullThenItIsKept() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("z", null);
		fields.put("a", 1);
		assertThat(new UnknownCallback("", fields).fields()).containsEntry("z", null).hasSize(2);
		assertThat(new UnknownCallback("", fields).fields().keySet()).containsExactly("z", "a");
	}

}
