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

package io.github.livehook.test.autoconfigure;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

import io.github.livehook.codec.CallbackJsonMapperBuilderCustomizer;
import io.github.livehook.handler.CallbackHandler;
import io.github.livehook.handler.OnBattleStart;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LivehookTypeExcludeFilter}.
 */
class LivehookTypeExcludeFilterTests {

	private final LivehookTypeExcludeFilter filter = new LivehookTypeExcludeFilter(Slice.class);

	@Test
	void whenParentHasHandlerThenItIsNotExcluded() throws IOException {
		MetadataReaderFactory readers = new SimpleMetadataReaderFactory();
		assertThat(this.filter.match(readers.getMetadataReader(Child.class.getName()), readers)).isFalse();
	}

	@Test
	void whenParentIsOfLibraryThatIsNotThereThenItIsExcluded() throws IOException {
		ClassLoader withoutParent = new FilteredClassLoader(
				new ClassPathResource(Parent.class.getName().replace('.', '/') + ".class"));
		MetadataReaderFactory readers = new SimpleMetadataReaderFactory(withoutParent);
		assertThat(this.filter.match(readers.getMetadataReader(Child.class.getName()), readers)).isTrue();
	}

	@Test
	void whenTypeIsHandlerItselfThenItIsExcludedOnlyWhereHandlersAreNamed() throws IOException {
		MetadataReaderFactory readers = new SimpleMetadataReaderFactory();
		MetadataReader handler = readers.getMetadataReader(Own.class.getName());
		assertThat(this.filter.match(handler, readers)).isFalse();
		assertThat(new LivehookTypeExcludeFilter(OtherSlice.class).match(handler, readers)).isTrue();
	}

	@Test
	void whenTypeCustomizesMapperThenItIsNotExcluded() throws IOException {
		MetadataReaderFactory readers = new SimpleMetadataReaderFactory();
		MetadataReader customizer = readers.getMetadataReader(Customizer.class.getName());
		assertThat(this.filter.match(customizer, readers)).isFalse();
		assertThat(new LivehookTypeExcludeFilter(OtherSlice.class).match(customizer, readers)).isFalse();
	}

	@Test
	void whenSlicesAreTheSameThenTheyShareTheirContext() {
		assertThat(this.filter).isEqualTo(new LivehookTypeExcludeFilter(Slice.class))
			.hasSameHashCodeAs(new LivehookTypeExcludeFilter(Slice.class))
			.isNotEqualTo(new LivehookTypeExcludeFilter(OtherSlice.class));
	}

	@LivehookTest
	static class Slice {

	}

	@LivehookTest(Child.class)
	static class OtherSlice {

	}

	static class Parent {

		@OnBattleStart
		void started() {
		}

	}

	static class Child extends Parent {

	}

	abstract static class Own implements CallbackHandler {

	}

	abstract static class Customizer implements CallbackJsonMapperBuilderCustomizer {

	}

}
